/** One process of the whole bot: started, told, waited for, killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BotOrder, Said, Told } from './whole-bot.ts'

/** Half of a start is compiling what the start before has compiled. */
const CACHE = join(tmpdir(), 'chrysanthemum-fault-compiled')
const BOT = join(import.meta.dirname, 'whole-bot.ts')

export class Life {
  readonly #child: ChildProcess
  readonly #said = new Map<Said['said'], Said[]>()
  readonly #waiting = new Set<() => void>()
  /** Resolves when the process is no more, with its exit code or null. */
  readonly ended: Promise<number | null>
  hasEnded = false

  constructor(order: BotOrder, onSaid: (said: Said) => void) {
    this.#child = spawn(process.execPath, [BOT, JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { NODE_COMPILE_CACHE: CACHE },
    })
    this.#child.on('message', (said: Said) => {
      onSaid(said)
      this.#said.set(said.said, [...(this.#said.get(said.said) ?? []), said])
      for (const look of [...this.#waiting]) look()
    })
    this.ended = new Promise((resolve) =>
      this.#child.on('close', (code) => {
        this.hasEnded = true
        resolve(code)
      }),
    )
  }

  tell(told: Told): void {
    // Whoever was killed meanwhile hears nothing.
    this.#child.send(told, () => {})
  }

  /** Resolves with the next of these words that was not waited for yet; null where the process ends before. */
  async says<W extends Said['said']>(word: W): Promise<Extract<Said, { said: W }> | null> {
    const found = Promise.withResolvers<Said>()
    const look = () => {
      const [first] = this.#said.get(word) ?? []
      if (first === undefined) return
      this.#said.get(word)?.shift()
      this.#waiting.delete(look)
      found.resolve(first)
    }
    this.#waiting.add(look)
    look()
    const said = await Promise.race([found.promise, this.ended.then(() => null)])
    this.#waiting.delete(look)
    return said as Extract<Said, { said: W }> | null
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}
