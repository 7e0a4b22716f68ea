/** One question to a model, and what can come of it as a value. Loaded only where a model is configured. */
import {
  AISDKError,
  APICallError,
  extractJsonMiddleware,
  extractReasoningMiddleware,
  generateText,
  type LanguageModel,
  NoObjectGeneratedError,
  Output,
  wrapLanguageModel,
} from 'ai'
import type { ZodType } from 'zod'
import type { Asked, Failure, FailureKind } from './answer.ts'
import { MOST_OUTPUT_TOKENS, type Prompt } from './prompt.ts'
import { waitAsked } from './retry-after.ts'

// What a provider leaves out (a model without temperature) is no news for an operator's terminal.
globalThis.AI_SDK_LOG_WARNINGS = false

/** Asks a model for an object of the given schema; whatever goes wrong comes as a value, bugs throw. */
export async function askModel<T>({
  model,
  prompt,
  schema,
  signal,
  now,
}: {
  model: Exclude<LanguageModel, string>
  prompt: Prompt
  schema: ZodType<T>
  signal: AbortSignal
  /** Epoch ms: what a date in Retry-After counts from. */
  now: number
}): Promise<Asked<T>> {
  try {
    const result = await generateText({
      model: wrapLanguageModel({
        model,
        // Small servers wrap JSON in a fence, and put their thoughts before it.
        middleware: [
          extractJsonMiddleware({ transform: unfenced }),
          extractReasoningMiddleware({ tagName: 'think' }),
        ],
      }),
      instructions: prompt.instructions,
      prompt: prompt.data,
      output: Output.object({ schema, name: 'card' }),
      maxOutputTokens: MOST_OUTPUT_TOKENS,
      temperature: 0,
      maxRetries: 0,
      abortSignal: signal,
    })
    const tokens = result.usage.totalTokens ?? null
    const unfinished = unfinishedKind(result.finishReason, result.text)
    if (unfinished !== null) return { ok: false, failure: { kind: unfinished }, tokens }
    return { ok: true, value: result.output, tokens }
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: { kind: 'stopped' }, tokens: null }
    const failure = failureOf(error, now)
    if (failure === null) throw error
    const usage = NoObjectGeneratedError.isInstance(error) ? error.usage?.totalTokens : undefined
    return { ok: false, failure, tokens: usage ?? null }
  }
}

const unfenced = (text: string): string =>
  text
    .trim()
    .replace(/^```(?:json)?\s*/i, '')
    .replace(/\s*```$/, '')

/** An answer that did not come to its end is not looked into. */
function unfinishedKind(reason: string, text: string): FailureKind | null {
  if (reason === 'tool-calls') return 'tool-call'
  if (reason === 'content-filter') return 'refusal'
  if (reason === 'length') return 'cut-off'
  return text.trim() === '' ? 'empty' : null
}

function failureOf(error: unknown, now: number): Failure | null {
  if (APICallError.isInstance(error)) return httpFailure(error, now)
  if (NoObjectGeneratedError.isInstance(error)) {
    return { kind: unfinishedKind(error.finishReason ?? '', error.text ?? '') ?? 'no-object' }
  }
  // An answer that is no answer of its protocol: no choices, no content.
  if (AISDKError.isInstance(error)) return { kind: 'broken-answer' }
  return null
}

function httpFailure(error: APICallError, now: number): Failure {
  const { statusCode: status, responseHeaders = {} } = error
  if (status === undefined) return { kind: 'unreachable' }
  const code = codeOf(error.data)
  const waitMs = waitAsked(responseHeaders, now)
  return {
    kind: kindOfStatus(status),
    status,
    ...(code === null ? {} : { code }),
    ...(waitMs > 0 && { waitMs }),
  }
}

function kindOfStatus(status: number): FailureKind {
  if (status === 429) return 'busy'
  if (status === 401 || status === 403) return 'unauthorized'
  if (status >= 500) return 'server-error'
  if (status >= 400) return 'refused'
  return status >= 300 ? 'redirected' : 'broken-answer'
}

/** A server's message may hold a part of the key or of the article; its code and parameter are bare words. */
function codeOf(data: unknown): string | null {
  const { error } = (data ?? {}) as { error?: Record<string, unknown> }
  const words = [error?.['code'], error?.['param'], error?.['type']].filter(
    (word): word is string => typeof word === 'string' && /^[\w.[\]-]{1,64}$/.test(word),
  )
  return words.length === 0 ? null : words.join(' ')
}
