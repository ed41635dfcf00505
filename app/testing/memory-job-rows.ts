import type { JobRows } from '../jobs/job-board.ts';
import type { JobRow } from '../store/rows.ts';

/** Job rows without a disk; fails every write while `broken` is set. */
export class MemoryJobRows implements JobRows {
  broken: Error | undefined;
  private readonly rows = new Map<string, JobRow>();

  async listJobs(): Promise<JobRow[]> {
    return structuredClone([...this.rows.values()].toReversed());
  }

  async insertJob(row: JobRow): Promise<void> {
    this.write(() => this.rows.set(row.id, structuredClone(row)));
  }

  async updateJob(id: string, change: Partial<JobRow>): Promise<boolean> {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    this.write(() => this.rows.set(id, { ...row, ...structuredClone(change) }));
    return true;
  }

  async removeJob(id: string): Promise<void> {
    this.write(() => this.rows.delete(id));
  }

  private write(work: () => void): void {
    if (this.broken !== undefined) throw this.broken;
    work();
  }
}
