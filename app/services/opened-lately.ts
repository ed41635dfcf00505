import { z } from 'zod';
import type { JsonValue } from '../contract/app-error.ts';

const settingKey = 'openedLately';
const most = 50;

/** Addresses that were opened lately, each once, the last one first. */
export class OpenedLately {
  private readonly settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  private addresses: Promise<readonly string[]> | undefined;

  constructor(settings: OpenedLately['settings']) {
    this.settings = settings;
  }

  list(): Promise<readonly string[]> {
    this.addresses ??= this.settings
      .getSetting(settingKey)
      .then((kept) => z.array(z.string()).safeParse(kept).data ?? []);
    return this.addresses;
  }

  async note(address: string): Promise<void> {
    const others = (await this.list()).filter((one) => one !== address);
    const addresses = [address, ...others].slice(0, most);
    this.addresses = Promise.resolve(addresses);
    await this.settings.putSetting(settingKey, addresses);
  }
}
