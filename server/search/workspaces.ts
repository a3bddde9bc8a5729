import type { SearchIndex, Sums } from '../../indexer/index.js'
import { Workspace } from './kernels/workspace.js'

/** What one query is scored and met in. */
export interface WorkingRoom {
  readonly sums: Sums
  readonly workspace: Workspace
}

/** Rooms for queries that are answered at the same time: one is made when none is free, and used again and again. */
export class Workspaces {
  readonly #free: WorkingRoom[] = []
  readonly #make: () => WorkingRoom

  constructor(size: number, index: SearchIndex) {
    this.#make = () => ({ sums: index.sums(), workspace: new Workspace(size) })
  }

  take(): WorkingRoom {
    return this.#free.pop() ?? this.#make()
  }

  /** After work that was done to its end: what was left in the middle of it is not given back. */
  giveBack(room: WorkingRoom): void {
    this.#free.push(room)
  }
}
