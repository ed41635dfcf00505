import { createHash } from 'node:crypto';
import PQueue from 'p-queue';
import { type AppError, toAppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import type { CallOptions, DataSetsArea } from '../api.ts';
import type { Office } from '../office.ts';
import { isOpenbisError } from '../openbis-error.ts';
import { notUnderstood } from '../reader.ts';
import type {
  DataSetDraft,
  DraftCheck,
  Registration,
  UploadedDataSet,
  UploadOptions,
  UploadTrace,
  UploadWay,
} from './api.ts';
import { differences } from './compare-files.ts';
import { type CheckParts, type ResolvedDraft, resolveDraft } from './draft-check.ts';
import { DraftError } from './draft-error.ts';
import { fileChanged, newUploadId } from './file-sending.ts';
import { findRegistered, knownBefore, type LookupParts } from './lookup.ts';
import { neverSeen, settleRegistration, unknownOutcome, withOutcome } from './outcome.ts';
import { type RegistrationDraft, register } from './registering.ts';
import { sendByItsWay } from './sending-ways.ts';
import { changedFile } from './upload-files.ts';

export interface UploaderParts {
  office: Office;
  clock: Clock;
  /** What a draft is checked against. */
  checking: CheckParts;
  dataSets: Pick<DataSetsArea, 'search' | 'found' | 'files' | 'get'>;
}

/** New sessions that one upload may need; the files go with the old one. */
const mostSessions = 3;

/** Uploads data sets to one server. */
export class Uploader {
  readonly parts: UploaderParts;
  /** What this server was found to take. */
  way: UploadWay | undefined;
  /** The plug-in takes flat names in one workspace: two uploads at once would mix. */
  readonly plugIn = new PQueue({ concurrency: 1 });

  constructor(parts: UploaderParts) {
    this.parts = parts;
  }

  /** See UploadsArea.check. */
  async check(draft: DataSetDraft, options: CallOptions = {}): Promise<DraftCheck> {
    const { problems, sources } = await resolveDraft(draft, this.parts.checking, options);
    const bytes = sources.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return { problems, files: sources.files.length, bytes };
  }

  /** See UploadsArea.send. */
  async send(draft: DataSetDraft, options: UploadOptions = {}): Promise<UploadedDataSet> {
    const call = options.signal === undefined ? {} : { signal: options.signal };
    const resolved = await resolveDraft(draft, this.parts.checking, call);
    const complete = completeDraft(resolved);
    if (complete === undefined) throw new DraftError(resolved.problems, this.parts.office.site.name);
    const run = new UploadRun(this, complete, options, call);
    return run.run();
  }
}

/** Undefined while anything is wrong with it. */
function completeDraft({ type, owner, parents, properties, sources, problems }: ResolvedDraft) {
  if (type === undefined || owner === undefined || problems.length > 0) return undefined;
  return { type: type.code, owner, parents, properties, sources } satisfies RegistrationDraft;
}

class UploadRun {
  private readonly owner: Uploader;
  private readonly draft: RegistrationDraft;
  private readonly options: UploadOptions;
  private readonly call: CallOptions;
  private readonly totalBytes: number;
  private bytes = 0;

  constructor(owner: Uploader, draft: RegistrationDraft, options: UploadOptions, call: CallOptions) {
    this.owner = owner;
    this.draft = draft;
    this.options = options;
    this.call = call;
    this.totalBytes = draft.sources.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  async run(): Promise<UploadedDataSet> {
    this.tell('checking');
    const earlier = this.options.trace;
    if (earlier?.registration != null) {
      const permId = await findRegistered(this.lookup(), this.draft, earlier, this.call).catch((error: unknown) => {
        throw unknownOutcome(toAppError(error), this.source());
      });
      if (permId !== undefined) return this.verified(permId, 'found', earlier.way);
      // With an id of our own choice the server itself refuses a second one.
      if (this.options.registerAgain !== true && earlier.registration.permId === null) throw neverSeen(this.source());
    }
    let trace = earlier?.registration == null ? earlier : undefined;
    for (let sessions = 1; ; sessions++) {
      try {
        return await this.attempt(trace);
      } catch (error) {
        trace = undefined;
        if (await this.goesAnotherWay(error)) continue;
        if (!isOpenbisError(error, 'session-expired') || sessions === mostSessions) throw notCreated(error);
      }
    }
  }

  /** Older servers have other ways; which one this server takes is remembered. */
  private async goesAnotherWay(error: unknown): Promise<boolean> {
    const way = await this.way();
    if (way === 'workspace' && isOpenbisError(error, 'no-uploaded-files', 'unknown-method')) this.owner.way = 'share';
    else if (way === 'share' && toAppError(error).code === 'unsupported') this.owner.way = 'plug-in';
    else return false;
    return true;
  }

  private async way(): Promise<UploadWay> {
    const { hasDataStoreV3 } = await this.owner.parts.office.facts(this.call);
    return this.owner.way ?? (hasDataStoreV3 ? 'workspace' : 'plug-in');
  }

  /** With one session from the first file to the registration. */
  private async attempt(earlier: UploadTrace | undefined): Promise<UploadedDataSet> {
    const way = await this.way();
    const work = (): Promise<UploadedDataSet> => {
      const { session } = this.owner.parts.office;
      return session.run((token) => this.sendAndRegister(token, way, earlier), { ...this.call, renew: false });
    };
    return way === 'plug-in' ? this.owner.plugIn.add(work) : work();
  }

  private async sendAndRegister(
    token: string,
    way: UploadWay,
    earlier: UploadTrace | undefined,
  ): Promise<UploadedDataSet> {
    const { office } = this.owner.parts;
    const store = await office.dataStore(null, this.call);
    const trace = this.traceFor(token, way, earlier);
    await this.keep(trace);
    const { sources, type } = this.draft;
    const { wire } = office;
    const sending = { wire, base: store.base, token, sources, type, signal: this.call.signal };
    this.bytes = 0;
    await sendByItsWay(trace, { ...sending, onSent: (bytes) => this.sent(bytes), keep: () => this.keep(trace) });
    const changed = await changedFile(this.draft.sources.files);
    if (changed !== undefined) throw fileChanged(changed.path);
    const chosen = this.options.trace?.registration?.permId ?? null;
    trace.registration = await this.registrationOf(way, chosen);
    // From here on the data set may exist: the trace is safe before the server hears of it.
    await this.keep(trace);
    this.tell('registering');
    const parts = { office, store, token, signal: this.call.signal };
    const outcome = await settleRegistration({
      register: () => register(parts, this.draft, trace),
      find: () => findRegistered(this.lookup(), this.draft, trace, this.call),
      clock: this.owner.parts.clock,
      signal: this.call.signal,
      isRepeated: chosen !== null && chosen === trace.registration.permId,
    });
    if ('failure' in outcome) {
      if (outcome.isCreated === false) {
        trace.registration = null;
        await this.keep(trace);
        throw outcome.failure;
      }
      throw unknownOutcome(outcome.failure, this.source());
    }
    return this.verified(outcome.permId, outcome.how, way);
  }

  /** @param chosen the id of an earlier try: with the same one the server refuses a second data set */
  private async registrationOf(way: UploadWay, chosen: string | null): Promise<Registration> {
    const { office, clock } = this.owner.parts;
    const startedMs = clock.nowMs();
    if (way !== 'plug-in')
      return { startedMs, permId: null, known: await knownBefore(this.lookup(), this.draft, this.call) };
    const ids = chosen === null ? await office.values('createPermIdStrings', [1], 'A new id', this.call) : [chosen];
    const [permId] = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
    if (permId === undefined) throw notUnderstood({ place: 'A new id', source: this.source() }, 'id');
    return { startedMs, permId, known: [] };
  }

  /** The trace of an earlier run if its files are still on the server, else a new one. */
  private traceFor(token: string, way: UploadWay, earlier: UploadTrace | undefined): UploadTrace {
    const files = this.draft.sources.files.map(({ name, sizeBytes, modifiedMs }) => ({ name, sizeBytes, modifiedMs }));
    const sessionKey = createHash('sha256').update(token).digest('hex').slice(0, 16);
    const goesOn =
      earlier !== undefined &&
      earlier.way === way &&
      earlier.sessionKey === sessionKey &&
      JSON.stringify(earlier.files) === JSON.stringify(files);
    if (goesOn) return { ...earlier, sent: earlier.sent.map((parts) => [...parts]) };
    // An id that we chose stays with the draft: whatever comes of an earlier try with it, there is no second one.
    const before = this.options.trace?.registration ?? null;
    const registration = before?.permId == null ? null : before;
    return { uploadId: newUploadId(), sessionKey, way, files, sent: files.map(() => []), registration };
  }

  /** A look at what the server has made of it; whatever happens here, it is registered. */
  private async verified(permId: string, how: UploadedDataSet['how'], way: UploadWay): Promise<UploadedDataSet> {
    this.tell('verifying');
    try {
      const listed = await this.owner.parts.dataSets.files(permId, this.call);
      return { permId, how, differences: await differences(this.draft.sources, way, listed) };
    } catch {
      return { permId, how, differences: null };
    }
  }

  private async keep(trace: UploadTrace): Promise<void> {
    await this.options.onTrace?.(structuredClone(trace));
  }

  private sent(bytes: number): void {
    this.bytes += bytes;
    this.tell('sending');
  }

  private tell(phase: 'checking' | 'sending' | 'registering' | 'verifying'): void {
    this.options.onProgress?.({ phase, bytes: Math.round(this.bytes), totalBytes: this.totalBytes });
  }

  private lookup(): LookupParts {
    const { dataSets, office } = this.owner.parts;
    return { dataSets, user: office.session.user(), source: office.site.name };
  }

  private source(): string {
    return this.owner.parts.office.site.name;
  }
}

/** What fails before the registration is asked for has registered nothing. */
function notCreated(error: unknown): AppError {
  const known = toAppError(error);
  return known.details?.outcome === undefined ? withOutcome(known, 'not-created') : known;
}
