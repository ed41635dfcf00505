import { z } from 'zod';
import type { JsonValue } from '../contract/app-error.ts';

const Origin = z.object({
  /** File or variable that names the connection. */
  origin: z.string(),
  saysVerify: z.boolean(),
  /** A person has said whether certificates are checked. */
  isAnswered: z.boolean(),
});
type Origin = z.infer<typeof Origin>;

export interface OriginSettings {
  getSetting(key: string): Promise<JsonValue | undefined>;
  putSetting(key: string, value: JsonValue): Promise<void>;
}

const settingKey = 'foreign-connections';

/** Which connections came from files of other programs, by id; those follow their files. */
export class ForeignOrigins {
  private readonly settings: OriginSettings;
  private kept: Record<string, Origin> = {};

  constructor(settings: OriginSettings) {
    this.settings = settings;
  }

  /** Call once, before anything else. */
  async load(): Promise<void> {
    const parsed = z.record(z.string(), Origin).safeParse((await this.settings.getSetting(settingKey)) ?? {});
    if (parsed.success) this.kept = parsed.data;
  }

  of(connectionId: string): Origin | undefined {
    return this.kept[connectionId];
  }

  async note(connectionId: string, { origin, saysVerify }: Omit<Origin, 'isAnswered'>): Promise<void> {
    const before = this.kept[connectionId];
    await this.keep(connectionId, { origin, saysVerify, isAnswered: before?.isAnswered ?? false });
  }

  async answer(connectionId: string): Promise<void> {
    const before = this.kept[connectionId];
    if (before !== undefined) await this.keep(connectionId, { ...before, isAnswered: true });
  }

  private async keep(connectionId: string, origin: Origin): Promise<void> {
    this.kept = { ...this.kept, [connectionId]: origin };
    await this.settings.putSetting(settingKey, this.kept);
  }
}
