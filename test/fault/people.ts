/** Members who give commands while the bot dies and the gateway fails, and what became of what they gave. */
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { oneOf, type Random } from '../seeded.ts'

export type Answers = {
  given: number
  answered: number
  /** Not taken up within Discord's three seconds: Discord itself tells the person. */
  unheard: number
  /** Taken up by a process that was killed. */
  cut: number
  /** Taken up, and never answered by a process that lived on: the person waits for nothing. */
  leftWaiting: number
}

type Ask = { words: string; typed?: Record<string, string> }
const ASKS: readonly [Ask, ...Ask[]] = [
  { words: 'help' },
  { words: 'latest' },
  { words: 'saved' },
  { words: 'search', typed: { query: '市長選' } },
]

export class People {
  readonly answers: Answers = { given: 0, answered: 0, unheard: 0, cut: 0, leftWaiting: 0 }
  readonly #discord: Sandbox
  readonly #random: Random
  readonly #members: readonly { id: string; channelId: string }[]
  #judged = 0

  constructor(
    discord: Sandbox,
    random: Random,
    servers: readonly { guildId: string; channelIds: readonly string[] }[],
  ) {
    this.#discord = discord
    this.#random = random
    this.#members = servers.flatMap(({ guildId, channelIds: [channelId = ''] }) => {
      const { id } = discord.addPerson(guildId, { name: 'kiku', locale: 'ja' })
      return { id, channelId }
    })
  }

  /** One of them gives a command, if the bot is there to hear it. */
  give(): void {
    const { gateway, world } = this.#discord
    if (!gateway.connected || world.commands.size === 0) return
    const [first, ...more] = this.#members
    if (first === undefined) return
    const { id, channelId } = oneOf([first, ...more], this.#random)
    const { words, typed = {} } = oneOf(ASKS, this.#random)
    // What became of it is judged by the sandbox’s own book: nobody waits here for a bot that was killed.
    this.#discord
      .as(id)
      .slash(channelId, words, typed)
      .catch(() => {})
  }

  get #open() {
    return this.#discord.interactions.slice(this.#judged)
  }

  /** Resolves when everything that was given has its answer, or with `over`. */
  async answered(over: Promise<unknown>): Promise<void> {
    const all = Promise.withResolvers<void>()
    const look = () => {
      if (this.#open.every(({ state }) => state === 'answered')) all.resolve()
    }
    const stop = this.#discord.onMessage(look)
    look()
    await Promise.race([all.promise, over])
    stop()
  }

  /** A process has ended: says what became of what was given meanwhile. */
  judge({ killed }: { killed: boolean }): void {
    for (const { state } of this.#open) {
      this.answers.given += 1
      if (state === 'answered') this.answers.answered += 1
      else if (state === 'waiting') this.answers.unheard += 1
      else if (killed) this.answers.cut += 1
      else this.answers.leftWaiting += 1
    }
    this.#judged = this.#discord.interactions.length
  }
}
