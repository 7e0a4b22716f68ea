/** The sessions of the bot: which are connected, which may be resumed, and who waits for one. */
import type { Clock } from '../../lib/clock.ts'
import type { Connection } from './connection.ts'
import { GATEWAY } from './limits.ts'
import type { Session } from './session.ts'

export class Sessions {
  readonly #wire: Clock
  readonly #all = new Map<string, Session>()
  readonly #watchers = new Set<() => void>()

  constructor(wire: Clock) {
    this.#wire = wire
  }

  get all(): Session[] {
    return [...this.#all.values()]
  }

  get connected(): boolean {
    return this.all.some(({ sink }) => sink !== null)
  }

  /** Gives a session that is connected or may still be resumed. */
  find(id: string): Session | undefined {
    this.#forgetOld()
    return this.#all.get(id)
  }

  attach(session: Session, connection: Connection): void {
    this.#forgetOld()
    this.#all.set(session.id, session)
    session.sink = connection
    connection.session = session
  }

  /** Leaves a session without its connection; `ended`: it cannot be resumed. */
  detach(connection: Connection, { ended }: { ended: boolean }): void {
    const { session } = connection
    connection.session = null
    if (session === null || session.sink !== connection) return
    session.sink = null
    session.detachedAt = this.#wire.now()
    if (ended) this.end(session.id)
    this.changed()
  }

  end(id: string): void {
    this.#all.delete(id)
  }

  endAll(): void {
    this.#all.clear()
  }

  /** Resolves when it is so; looked at with every `changed`. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return
        this.#watchers.delete(look)
        resolve()
      }
      this.#watchers.add(look)
      look()
    })
  }

  changed(): void {
    for (const look of [...this.#watchers]) look()
  }

  #forgetOld(): void {
    const over = ({ sink, detachedAt }: Session) =>
      sink === null && this.#wire.now() - detachedAt > GATEWAY.resumeWithin
    for (const session of this.all) if (over(session)) this.end(session.id)
  }
}
