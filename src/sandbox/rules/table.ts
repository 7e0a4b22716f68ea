/** The table of the sandbox's rules, and whether each of them is on. */
import { ApiError, invalidForm, type Problem } from '../api-error.ts'
import type { Json } from '../json.ts'
import { COMMAND_FORM } from './command-form.ts'
import { COMMAND_RULES, INTERACTION_RULES } from './interaction-rules.ts'
import { MESSAGE_FORM } from './message-form.ts'
import { MESSAGE_RULES } from './message-rules.ts'
import { PERMISSION_RULES } from './permission-rules.ts'
import { REQUEST_RULES } from './request-rules.ts'
import type { Effect, FormRule, Rule } from './rule.ts'
import { ANNOUNCEMENT_RULES, THREAD_RULES } from './thread-rules.ts'

/** Every rule by its name. */
export const RULES = {
  ...REQUEST_RULES,
  ...PERMISSION_RULES,
  ...MESSAGE_FORM,
  ...MESSAGE_RULES,
  ...THREAD_RULES,
  ...ANNOUNCEMENT_RULES,
  ...INTERACTION_RULES,
  ...COMMAND_FORM,
  ...COMMAND_RULES,
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES

type Named<K extends Effect['kind']> = {
  [N in RuleName]: (typeof RULES)[N]['effect']['kind'] extends K ? N : never
}[RuleName]
export type Refusing = Named<'refuse'>
export type Changing = Named<'change'>
export type Delaying = Named<'delay'>

type Forms = Partial<Record<RuleName, FormRule>>

/** What holds in a sandbox: the whole table, but for rules that a test turned off. */
export class Rules {
  readonly #off: ReadonlySet<RuleName>

  constructor(without: readonly RuleName[] = []) {
    this.#off = new Set(without)
  }

  on(name: RuleName): boolean {
    return !this.#off.has(name)
  }

  /** Throws the rule's refusal, if the rule is on. */
  refuse(name: Refusing, problems: readonly Problem[] = []): void {
    if (!this.on(name)) return
    const { status, code, message } = RULES[name].effect
    throw new ApiError(status, code, message, { problems })
  }

  /** Gives the refusal for what is not there: without its rule a plain 404. */
  missing(name: Refusing): ApiError {
    const { status, code, message } = RULES[name].effect
    return this.on(name)
      ? new ApiError(status, code, message)
      : new ApiError(404, 0, '404: Not Found')
  }

  /** Refuses a form that breaks rules of a table. */
  checkForm(forms: Forms, value: Json): void {
    const problems = this.broken(forms, value)
    if (problems.length > 0) throw invalidForm(problems)
  }

  /** Gives everything in which a form breaks rules of a table. */
  broken(forms: Forms, value: Json): Problem[] {
    return Object.entries(forms).flatMap(([name, rule]) =>
      this.on(name as RuleName)
        ? rule.check(value).map((problem) => ({ ...problem, rule: name }))
        : [],
    )
  }

  /**
   * Throws the rule's 429, if the rule is on.
   * https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
   */
  delay(
    name: Delaying,
    {
      ms,
      scope = 'user',
      headers = {},
    }: { ms: number; scope?: 'user' | 'global'; headers?: Record<string, string> },
  ): void {
    if (!this.on(name)) return
    const { status, code, message } = RULES[name].effect
    const seconds = Math.max(ms, 1) / 1000
    throw new ApiError(status, code, message, {
      headers: {
        ...headers,
        'x-ratelimit-scope': scope,
        'retry-after': String(Math.ceil(seconds)),
      },
      more: { retry_after: Number(seconds.toFixed(3)), global: scope === 'global' },
    })
  }
}
