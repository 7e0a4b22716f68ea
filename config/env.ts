/** The configuration: environment variables become a Config, or the list of all problems at once. */
import type { LogLevel } from '../src/lib/logger.ts'
import { type LlmConfig, readLlm } from './llm.ts'

export type Role = 'all' | 'gateway' | 'worker'

export type Config = {
  token: string
  /** What this process does: everything, only the gateway (it answers people), or only the work (feeds, digests, messages). */
  role: Role
  /** `sqlite:FILE`. */
  databaseUrl: string
  /** Discord's API, or another server that speaks it; without version. */
  discordApiUrl: string
  logLevel: LogLevel
  /** Hosts, host:port or CIDR ranges that feeds may be read from though they are not public. */
  fetchAllowHosts: string[]
  /** Headers by `host` or `host:port` that only this host is sent, such as a key. */
  fetchHeaders: Record<string, Record<string, string>>
  /** Servers that the bot serves; empty: all. */
  allowedGuilds: string[]
  /** Whether articles' own pages are fetched where their feed says too little. */
  pageFetch: boolean
  /** The language model that may write leads and points; null: none, and nothing is sent anywhere. */
  llm: LlmConfig | null
}

/** A variable that is missing or wrong, and what to do; never holds a secret's value. */
export type ConfigProblem = { name: string; problem: string }

const ROLES: readonly Role[] = ['all', 'gateway', 'worker']

const LOG_LEVELS: readonly LogLevel[] = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'silent',
]

const DEFAULTS = {
  DATABASE_URL: 'sqlite:data/digest.db',
  DISCORD_API_URL: 'https://discord.com/api',
  LOG_LEVEL: 'info',
  PAGE_FETCH: 'on',
  ROLE: 'all',
} as const

type Env = Readonly<Record<string, string | undefined>>

/** Gives the value of a variable without surrounding white space; an empty one counts as not set. */
const given = (env: Env, name: string) => env[name]?.trim() || undefined

const listOf = (env: Env, name: string) =>
  (given(env, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Another server may have tokens of another shape, so the shape is checked for Discord's own only. */
function tokenProblem(token: string | undefined, isDiscord: boolean): string | null {
  if (token === undefined) {
    return 'is missing. Create a bot at https://discord.com/developers/applications → Bot → Reset Token, and put the token into .env as DISCORD_TOKEN=…'
  }
  if (/^bot\s/i.test(token)) return 'must be the bare token, without the word "Bot" before it.'
  if (/\s/.test(token)) return 'holds white space. Copy the token again, alone on its line.'
  if (isDiscord && token.split('.').length !== 3) {
    return 'does not look like a bot token (three parts joined by dots). The client secret and the public key are other things: copy the one from Bot → Reset Token.'
  }
  return null
}

function urlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && !url.username) return null
  return 'must be an http or https address such as https://discord.com/api, without user or password.'
}

function databaseProblem(text: string): string | null {
  if (/^sqlite:.+/.test(text)) return null
  return 'must be sqlite:FILE, for example sqlite:data/digest.db.'
}

const ALLOWED_HOST = /^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$|^[0-9a-f:.]+\/\d{1,3}$/i

const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i
/** Names a header; cookies are never sent, and these are the connection's own. */
const HEADER = /^(?!(?:cookie|host|content-length|connection|transfer-encoding)$)[\w-]{1,80}$/i
/** Printable ASCII: what a header may hold everywhere. */
const HEADER_VALUE = /^[ -~]{1,4000}$/

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Gives the headers of `{"host": {"Authorization": "Bearer …"}}`, or null where the text is something else. */
function headersIn(text: string | undefined): Config['fetchHeaders'] | null {
  if (text === undefined) return {}
  try {
    const all: unknown = JSON.parse(text)
    if (!isObject(all)) return null
    const entries = Object.entries(all).map(([host, headers]) => {
      const isGood =
        HOST.test(host) &&
        isObject(headers) &&
        Object.entries(headers).every(
          ([name, value]) => HEADER.test(name) && HEADER_VALUE.test(String(value)),
        )
      return isGood ? [host.toLowerCase(), headers] : null
    })
    return entries.includes(null) ? null : Object.fromEntries(entries.filter((one) => one !== null))
  } catch {
    return null
  }
}

/** Reads the environment. Every problem is named at once, so that a second start is enough. */
export function readConfig(
  env: Env,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } {
  const token = given(env, 'DISCORD_TOKEN')
  const databaseUrl = given(env, 'DATABASE_URL') ?? DEFAULTS.DATABASE_URL
  const discordApiUrl = given(env, 'DISCORD_API_URL') ?? DEFAULTS.DISCORD_API_URL
  const logLevel = (given(env, 'LOG_LEVEL') ?? DEFAULTS.LOG_LEVEL) as LogLevel
  const fetchAllowHosts = listOf(env, 'FETCH_ALLOW_HOSTS')
  const fetchHeaders = headersIn(given(env, 'FETCH_HEADERS'))
  const allowedGuilds = listOf(env, 'ALLOWED_GUILDS')
  const pageFetch = (given(env, 'PAGE_FETCH') ?? DEFAULTS.PAGE_FETCH).toLowerCase()
  const role = (given(env, 'ROLE') ?? DEFAULTS.ROLE).toLowerCase() as Role
  const { llm, problems: llmProblems } = readLlm(env)

  const checks: [name: string, problem: string | null][] = [
    ['DISCORD_TOKEN', tokenProblem(token, discordApiUrl === DEFAULTS.DISCORD_API_URL)],
    ['DATABASE_URL', databaseProblem(databaseUrl)],
    ['DISCORD_API_URL', urlProblem(discordApiUrl)],
    [
      'LOG_LEVEL',
      LOG_LEVELS.includes(logLevel) ? null : `must be one of ${LOG_LEVELS.join(', ')}.`,
    ],
    ...fetchAllowHosts
      .filter((host) => !ALLOWED_HOST.test(host))
      .map((): [string, string] => [
        'FETCH_ALLOW_HOSTS',
        'must be a list of host, host:port or CIDR ranges, joined by commas.',
      ]),
    [
      'FETCH_HEADERS',
      fetchHeaders
        ? null
        : 'must be JSON such as {"feeds.example.com":{"Authorization":"Bearer …"}}, by host or host:port; cookies are not sent.',
    ],
    ...allowedGuilds
      .filter((id) => !/^\d{15,21}$/.test(id))
      .map((): [string, string] => [
        'ALLOWED_GUILDS',
        'must be a list of server ids (numbers of 17 to 20 digits), joined by commas.',
      ]),
    ['ROLE', ROLES.includes(role) ? null : `must be one of ${ROLES.join(', ')}.`],
    ['PAGE_FETCH', pageFetch === 'on' || pageFetch === 'off' ? null : 'must be on or off.'],
  ]
  const problems = [
    ...checks.flatMap(([name, problem]) => (problem ? [{ name, problem }] : [])),
    ...llmProblems,
  ]
  if (problems.length > 0 || token === undefined || fetchHeaders === null) {
    return { ok: false, problems }
  }
  return {
    ok: true,
    config: {
      token,
      role,
      databaseUrl,
      discordApiUrl,
      logLevel,
      fetchAllowHosts,
      fetchHeaders,
      allowedGuilds,
      pageFetch: pageFetch === 'on',
      llm,
    },
  }
}
