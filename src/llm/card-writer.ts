/**
 * Lead and points from a language model.
 *
 *   article ─ native, too short? → stays ─ answered before? → judge ─ breaker, day's budget → ask → keep the answer → judge
 *
 * Whatever goes wrong, the article's own card stays, and the log says why: never with a key or an article's text.
 */
import { createHash } from 'node:crypto'
import type { Keyv } from 'keyv'
import type { LlmConfig } from '../../config/llm.ts'
import type { Logger } from '../lib/logger.ts'
import type { ArticleText } from '../model/article.ts'
import { type FailureKind, isUselessAnswer } from './answer.ts'
import { type AskerDeps, createAsker } from './asker.ts'
import type { Judged } from './judge-card.ts'
import { PROMPT_VERSION } from './prompt.ts'
import { type Question, questionFor } from './question.ts'
import type { DescribedText, WriteCard, WriteCardOptions } from './write-card.ts'

/** An answer, or null for one that was of no use: the same question is not paid for twice. */
export type KeptAnswer = { answer: unknown }

export type CardWriterDeps = AskerDeps & {
  /** Answers by question; what may be lost. */
  cache: Keyv<KeptAnswer>
}

const KEPT_MS = 30 * 24 * 60 * 60_000
/** A model may be changed under its name. */
const USELESS_KEPT_MS = 24 * 60 * 60_000

/** Told once by whoever decided it, not for each article. */
const QUIET: readonly FailureKind[] = ['left-alone', 'day-is-used-up', 'stopped']

/** Gives what writes cards with the configured model; its packages are loaded with the first question. */
export function createCardWriter(config: LlmConfig, deps: CardWriterDeps): WriteCard {
  const { cache, log } = deps
  const ask = createAsker(config, deps)
  /** Gives an answer that kept to its schema, null for one of no use, undefined where there is none. */
  const answerTo = async (question: Question, signal: AbortSignal): Promise<unknown> => {
    const key = keyOf(config, question)
    const known = await cache.get(key)
    if (known !== undefined) return known.answer
    const asked = await ask(question, signal)
    if (asked.ok) {
      await cache.set(key, { answer: asked.value }, KEPT_MS)
      return asked.value
    }
    const level = QUIET.includes(asked.failure.kind) ? 'debug' : 'info'
    log[level](
      { ...asked.failure, task: question.task },
      'no answer of the model: the own card stays',
    )
    if (isUselessAnswer(asked.failure)) await cache.set(key, { answer: null }, USELESS_KEPT_MS)
    return undefined
  }
  const write = async (article: DescribedText, { signal, lang }: WriteCardOptions) => {
    const question = questionFor(article, lang)
    if (question === null || signal.aborted) return null
    const answer = await answerTo(question, signal)
    return answer === undefined ? null : told(question, question.judge(answer), log)
  }
  return async (article, options) => {
    try {
      return await write(article, options)
    } catch (error) {
      // An error of the SDK may quote what was sent: only its name is told where everybody reads.
      const type = error instanceof Error ? error.name : 'unknown'
      log.error({ type }, 'writing a card failed: the own card stays')
      log.debug({ err: error }, 'writing a card failed')
      return null
    }
  }
}

function told({ task }: Question, { card, objections }: Judged, log: Logger): ArticleText | null {
  if (card === null) {
    log.info({ kind: 'rejected', task, objections }, 'no card by the model: the own card stays')
  } else if (objections.length > 0) {
    log.info({ task, objections }, 'a part of the model’s card gave way to the article’s own')
  }
  return card
}

/** Everything that an answer depends on. */
function keyOf({ provider, baseUrl, model }: LlmConfig, { task, lang, content }: Question): string {
  const parts = [PROMPT_VERSION, provider, baseUrl, model, task, lang, content]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
