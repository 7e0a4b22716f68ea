/** The language model that may write leads and points: the variables LLM_*. Nothing is sent anywhere without them. */

export type LlmProvider = 'openai-compatible' | 'anthropic'

export type LlmConfig = {
  provider: LlmProvider
  /** Where the provider's API begins, without a slash at its end. The operator's own: it may be on an inner network. */
  baseUrl: string
  /** Null for servers that want none. */
  apiKey: string | null
  model: string
  /** Per day of UTC. */
  dailyCalls: number
  /** Per day of UTC, sent and received. */
  dailyTokens: number
  timeoutMs: number
}

type Env = Readonly<Record<string, string | undefined>>
type Checks = [name: string, problem: string | null][]

const PROVIDERS: readonly string[] = ['openai-compatible', 'anthropic'] satisfies LlmProvider[]
const ANTHROPIC_URL = 'https://api.anthropic.com/v1'
const DEFAULTS = { dailyCalls: 500, dailyTokens: 2_000_000, timeoutSeconds: 20 } as const
const NAMES = [
  'LLM_PROVIDER',
  'LLM_BASE_URL',
  'LLM_API_KEY',
  'LLM_MODEL',
  'LLM_DAILY_CALLS',
  'LLM_DAILY_TOKENS',
  'LLM_TIMEOUT_SECONDS',
] as const

const given = (env: Env, name: (typeof NAMES)[number]) => env[name]?.trim() || undefined

/** Gives a whole number of 1 to `most`, or null where the text is something else. */
function countOf(text: string | undefined, fallback: number, most: number): number | null {
  if (text === undefined) return fallback
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= most ? count : null
}

function providerProblem(provider: string | undefined): string | null {
  if (provider === undefined) {
    return `is missing, though other LLM_ variables are set: ${PROVIDERS.join(' or ')}; or take the others away.`
  }
  return PROVIDERS.includes(provider) ? null : `must be ${PROVIDERS.join(' or ')}.`
}

function urlProblem(text: string | undefined): string | null {
  if (text === undefined) {
    return 'is missing: where the API begins, such as http://127.0.0.1:11434/v1 for Ollama on this machine.'
  }
  const url = URL.parse(text)
  const isGood =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  return isGood
    ? null
    : 'must be an http or https address such as http://127.0.0.1:11434/v1, without user, password, ? and #; the key stands in LLM_API_KEY.'
}

function keyProblem(key: string | undefined, provider: string | undefined): string | null {
  if (key === undefined) {
    return provider === 'anthropic' ? 'is missing: Anthropic answers nobody without a key.' : null
  }
  return /^[!-~]{1,4000}$/.test(key)
    ? null
    : 'holds white space or other characters that no key has. Copy it again.'
}

const modelProblem = (model: string | undefined): string | null => {
  if (model === undefined) return 'is missing: the name of the model, as its server calls it.'
  return model.length <= 200 ? null : 'must be the name of a model, at most 200 characters.'
}

const numberProblem = (count: number | null, most: number): string | null =>
  count === null ? `must be a whole number from 1 to ${most}.` : null

/** A longer time-out would outlive the lease of the article that waits for it. */
const MOST = { calls: 1_000_000, tokens: 1_000_000_000_000, seconds: 60 } as const

/** Reads the variables LLM_*: null where none is set; problems otherwise, all of them, never with a key's value. */
export function readLlm(env: Env): {
  llm: LlmConfig | null
  problems: { name: string; problem: string }[]
} {
  if (NAMES.every((name) => given(env, name) === undefined)) return { llm: null, problems: [] }
  const provider = given(env, 'LLM_PROVIDER')
  const baseUrl =
    given(env, 'LLM_BASE_URL') ?? (provider === 'anthropic' ? ANTHROPIC_URL : undefined)
  const apiKey = given(env, 'LLM_API_KEY')
  const model = given(env, 'LLM_MODEL')
  const calls = countOf(given(env, 'LLM_DAILY_CALLS'), DEFAULTS.dailyCalls, MOST.calls)
  const tokens = countOf(given(env, 'LLM_DAILY_TOKENS'), DEFAULTS.dailyTokens, MOST.tokens)
  const seconds = countOf(given(env, 'LLM_TIMEOUT_SECONDS'), DEFAULTS.timeoutSeconds, MOST.seconds)
  const checks: Checks = [
    ['LLM_PROVIDER', providerProblem(provider)],
    ['LLM_BASE_URL', urlProblem(baseUrl)],
    ['LLM_API_KEY', keyProblem(apiKey, provider)],
    ['LLM_MODEL', modelProblem(model)],
    ['LLM_DAILY_CALLS', numberProblem(calls, MOST.calls)],
    ['LLM_DAILY_TOKENS', numberProblem(tokens, MOST.tokens)],
    ['LLM_TIMEOUT_SECONDS', numberProblem(seconds, MOST.seconds)],
  ]
  const problems = checks.flatMap(([name, problem]) => (problem ? [{ name, problem }] : []))
  if (problems.length > 0) return { llm: null, problems }
  return {
    llm: {
      provider: provider as LlmProvider,
      baseUrl: (baseUrl ?? '').replace(/\/+$/, ''),
      apiKey: apiKey ?? null,
      model: model ?? '',
      dailyCalls: calls ?? DEFAULTS.dailyCalls,
      dailyTokens: tokens ?? DEFAULTS.dailyTokens,
      timeoutMs: (seconds ?? DEFAULTS.timeoutSeconds) * 1000,
    },
    problems: [],
  }
}
