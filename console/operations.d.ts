// Types of operations.js: watches of operations that survive restarts, with one connection for all tabs.

/** A payload: an object with its type in `@type`. */
export interface Payload {
  '@type'?: string;
  [field: string]: unknown;
}

/** The error of an operation: google.rpc.Status. */
export interface Status {
  code: number;
  message?: string;
  details?: Payload[];
}

/** An operation in the full view. */
export interface Operation {
  name: string;
  metadata?: Payload;
  done: boolean;
  error?: Status;
  response?: Payload;
  gateway?: {
    createTime: string;
    updateTime: string;
    endTime?: string;
    revision: string;
    etag: string;
    cancelRequested: boolean;
    expireTime?: string;
    reason?: string;
  };
}

/** The part of a metadata object that docs/progress.md describes. A member that is unknown is undefined. */
export interface Progress {
  /** From 0 to 100. */
  percent?: number;
  completed?: number;
  total?: number;
  message?: string;
  stage?: string;
  startTime?: Date;
  endTime?: Date;
  verb?: string;
  target?: string;
}

export interface Settings {
  /** The address of the gateway; by default that of this module. */
  base?: string;
  /**
   * Returns a ticket for a stream, for pages on other origins. It is called for each connection. To end the stream, throw
   * an OperationsError; after any other failure it is called again.
   */
  ticket?: ((target: {name: string; filter?: string}) => Promise<string>) | null;
}

export interface WatchOptions {
  /** Ends the watch. */
  signal?: AbortSignal;
}

export interface CollectionOptions extends WatchOptions {
  /** AIP-160: docs/filters.md. */
  filter?: string;
}

/** Sets the address of the gateway and the source of tickets. Call it before the first watch. */
export function configure(settings: Settings): void;

/** A failure that no retry repairs, or the error of an operation. */
export class OperationsError extends Error {
  constructor(error?: Partial<Status> & {status?: string}, operation?: Operation | null);
  /** The status of HTTP, or the code of the operation's error. */
  readonly code: number;
  /** The name of the code, such as NOT_FOUND; empty for the error of an operation. */
  readonly status: string;
  readonly details: Payload[];
  /** The operation that has failed; null if the request has. */
  readonly operation: Operation | null;
}

/** `resuming` after a stream has broken; `offline` after an attempt to connect has failed, too. */
export type ConnectionStatus = 'connecting' | 'connected' | 'resuming' | 'offline';

/**
 * A loop over a watch must begin in the same task as the call that returns it, without an `await` in between: what has
 * arrived before is not kept for the loop. While the loop is slow, a queue keeps the changes. From 1,000 changes on, each
 * replaces an earlier one of the same operation, so the latest change of each operation is kept.
 */
interface Watch extends EventTarget {
  readonly status: ConnectionStatus;
  /** The time of the last event of the gateway, in milliseconds since 1970. */
  readonly lastEventTime?: number;
  /** Ends the watch. The operations go on. */
  close(): void;
}

/**
 * A watch of one operation: its states, the current one first. It ends after the done state, and fails with an
 * OperationsError if the operation is unknown, forbidden or deleted.
 *
 * Events: `state` and `done` (`event.operation`), `deleted`, `reset` and `overloaded` (`event.reason`), `status`
 * (`event.status`), `error` (`event.error`). A state that is followed by another while the stream is replaced may be left
 * out; the last one never is.
 */
export interface OperationWatch extends Watch, AsyncIterable<Operation> {
  readonly name: string;
  /** The latest state. */
  readonly state?: Operation;
}

export type CollectionChange =
  | {type: 'changed'; operation: Operation}
  | {type: 'removed'; name: string}
  | {type: 'synced'}
  | {type: 'reset'; reason: string};

/**
 * A watch of a collection: its operations, `synced`, and then each change. After an interruption that the gateway cannot
 * resume, operations that are gone are `removed` when the others have been read. It does not end by itself. Events: `changed`,
 * `removed`, `synced`, `reset`, `overloaded`, `status` and `error`, with the members of the changes.
 */
export interface CollectionWatch extends Watch, AsyncIterable<CollectionChange> {}

export function watch(name: string, options?: WatchOptions): OperationWatch;

/** Watches the operations of a parent; of all parents if it is empty. */
export function watchAll(parent?: string, options?: CollectionOptions): CollectionWatch;

/** Resolves with the operation when it is done; rejects with an OperationsError if it has failed. */
export function operation(name: string, options?: WatchOptions): Promise<Operation>;

/** Reads the standard progress of an operation. */
export function progress(operation?: Partial<Operation>): Progress;
