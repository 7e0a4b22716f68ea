/** Asks the configured model within the day's budget and a time-out, and leaves it alone while it fails. */
import type { LlmConfig } from '../../config/llm.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Db } from '../storage/db.ts'
import { type Asked, type Failure, isUselessAnswer } from './answer.ts'
import { Breaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import { MOST_OUTPUT_TOKENS, type Prompt } from './prompt.ts'
import type { Question } from './question.ts'

export type AskerDeps = {
  clock: Clock
  /** In [0, 1). */
  random: () => number
  db: Db
  log: Logger
  /** The machine's own where undefined. */
  fetch?: typeof globalThis.fetch
}

export type Ask = (question: Question, signal: AbortSignal) => Promise<Asked<unknown>>

const BREAKER = { failures: 3, base: 60_000, cap: 60 * 60_000 } as const

/** Gives what asks. The SDK is loaded with the first question that goes out. */
export function createAsker(config: LlmConfig, deps: AskerDeps): Ask {
  const { clock, random, db, log } = deps
  const breaker = new Breaker({ clock, random, ...BREAKER })
  const budget = createBudget({ db, clock, log }, config)
  let loading: Promise<Loaded> | null = null
  const call = async (question: Question, prompt: Prompt, signal: AbortSignal) => {
    loading ??= load(config, deps)
    const { askModel, model, schemas } = await loading
    const schema = question.task === 'write' ? schemas.writtenCard : schemas.translatedCard
    return askModel<unknown>({ model, prompt, schema, signal, now: clock.now() })
  }
  const report = (failure: Failure | null) => {
    if (failure === null || isUselessAnswer(failure)) return breaker.succeeded()
    if (failure.kind === 'stopped') return breaker.gaveUp()
    const until = breaker.failed(failure.waitMs)
    if (until !== null) {
      log.warn({ ...failure, until: new Date(until).toISOString() }, 'the model is left alone')
    }
  }
  return async (question, signal) => {
    const prompt = question.prompt(random)
    if (!breaker.mayTry()) return failed('left-alone')
    let asked: Asked<unknown> = failed('stopped')
    try {
      const most = tokensFor(prompt)
      const spending = await budget.reserve(most)
      if (spending === null) {
        asked = failed('stopped')
        return failed('day-is-used-up')
      }
      asked = await withTimeOut({ clock, signal, ms: config.timeoutMs }, (within) =>
        call(question, prompt, within),
      )
      await spending.settle(usedBy(asked))
    } finally {
      report(asked.ok ? null : asked.failure)
    }
    return asked
  }
}

const failed = (kind: Failure['kind']): Asked<never> => ({
  ok: false,
  failure: { kind },
  tokens: null,
})

type Loaded = Awaited<ReturnType<typeof load>>

async function load(config: LlmConfig, { fetch }: AskerDeps) {
  const [{ askModel }, schemas, { modelOf }] = await Promise.all([
    import('./ask-model.ts'),
    import('./schema.ts'),
    import('./models.ts'),
  ])
  return { askModel, schemas, model: await modelOf(config, fetch) }
}

/** A kanji is about a token in three bytes, an English word has more letters; what it was in the end is settled later. */
const BYTES_PER_TOKEN = 3
/** The schema, and what a chat template puts around. */
const AROUND = 300

const tokensFor = ({ instructions, data }: Prompt): number =>
  Math.ceil(Buffer.byteLength(instructions + data) / BYTES_PER_TOKEN) + AROUND + MOST_OUTPUT_TOKENS

/** What a call cost, null where only its server knows: whoever was refused paid nothing, a lost connection tells nothing. */
function usedBy(asked: Asked<unknown>): number | null {
  if (asked.tokens !== null) return asked.tokens
  return !asked.ok && UNPAID.includes(asked.failure.kind) ? 0 : null
}

const UNPAID: readonly Failure['kind'][] = [
  'busy',
  'unauthorized',
  'refused',
  'redirected',
  'server-error',
]

/** Gives what `ask` gives, or a failure as soon as the time is over or the caller gives up, whatever `ask` does. */
async function withTimeOut<T>(
  { clock, signal, ms }: { clock: Clock; signal: AbortSignal; ms: number },
  ask: (within: AbortSignal) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const ended = new AbortController()
  const late = new AbortController()
  const within = AbortSignal.any([signal, late.signal])
  const cut = new Promise<Asked<T>>((resolve) => {
    const give = () => resolve(failed(signal.aborted ? 'stopped' : 'time-out'))
    if (within.aborted) give()
    within.addEventListener('abort', give, { once: true })
  })
  const timer = clock.wait(ms, ended.signal).then(() => {
    if (!ended.signal.aborted) late.abort()
  })
  try {
    return await Promise.race([cut, ask(within)])
  } finally {
    ended.abort()
    await timer
  }
}
