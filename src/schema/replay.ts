/** What is replayed of a run's training steps. */
export interface ReplayStatus {
  /** Pieces of work that were replayed so far. */
  readonly replayed: number;
  /** Pieces of work that ran as usual. */
  readonly usual: number;
  /** Why work is not replayed: `reads`, `writes`, `JavaScript`, `differs`, `large`, `noise`, `fails`, or the kernel that is to blame. */
  readonly reasons: readonly string[];
}
