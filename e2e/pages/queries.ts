import { expect, type Locator, type Page } from '@playwright/test';
import type { Contract, ContractName } from '../../app/contract/contract.ts';
import type { InputOf, OutputOf } from '../../app/contract/entry.ts';
import type { ServeAnswer } from '../fixtures/quarry-process.ts';
import { QueryEditor } from './query-editor.ts';

type Host = Pick<ServeAnswer, 'origin' | 'token'>;

/** Saved queries: their line in the navigator and their panel. */
export class Queries {
  readonly page: Page;
  readonly saved: Locator;
  readonly changes: Locator;

  private readonly host: Host | undefined;

  /** @param host Of the window, for what is not done by its views. */
  constructor(page: Page, host?: Host) {
    this.page = page;
    this.host = host;
    this.saved = page.getByRole('tree', { name: 'Saved queries' });
    this.changes = page.getByRole('region', { name: 'Changes' });
  }

  /** Starts the demo, writes a record set, and saves it under a name. */
  async saveRecords(recordSet: string, name: string): Promise<void> {
    await QueryEditor.openFor(this.page, 'hmi', 'hmi.V_45s');
    await this.save(recordSet, name);
  }

  /** In an open record set. */
  async save(recordSet: string, name: string): Promise<void> {
    const editor = new QueryEditor(this.page);
    await editor.fill(recordSet);
    await expect(editor.runButton).toBeEnabled();
    await this.page.keyboard.press('Control+s');
    await expect(this.page.getByLabel('Name of the query')).toBeFocused();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await expect(this.saved.getByText(name)).toBeVisible();
  }

  async open(name: string): Promise<void> {
    await this.saved.getByText(name).click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  /** Numbers of the records of a record set, in its order. */
  async recnums(recordSet: string): Promise<number[]> {
    const { tableId } = await this.call('drms.query', { serverId: 'demo', recordSet, keys: ['*recnum*'] });
    const page = await this.call('drms.table.page', { tableId, from: 0, count: 100 });
    return (page.columns[0] ?? []).map(Number);
  }

  /** Changes records at the embedded demo server, as an observatory does. */
  async revise(revision: object): Promise<void> {
    const demo = (await this.call('drms.servers.list', {})).find(({ id }) => id === 'demo');
    const address = new URL('/__control', demo?.url);
    const body = JSON.stringify({ revise: { series: 'hmi.V_45s', ...revision } });
    const answer = await fetch(address, { method: 'POST', headers: { 'x-demo-control': '1' }, body });
    expect(answer.status).toBe(200);
  }

  /** Asks the core as scripts may. */
  private async call<N extends ContractName>(name: N, input: InputOf<Contract[N]>): Promise<OutputOf<Contract[N]>> {
    if (this.host === undefined) throw new Error(`${name} is asked of a host, and none was given.`);
    const { origin, token } = this.host;
    const headers = { 'content-type': 'application/json', authorization: `token ${token}` };
    const answer = await fetch(`${origin}/rpc/${name}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(input) },
    });
    expect(answer.status).toBe(200);
    // The router of the core has made it for this entry.
    return (await answer.json()) as OutputOf<Contract[N]>;
  }
}
