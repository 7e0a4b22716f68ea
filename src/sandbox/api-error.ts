/** A refusal as Discord words it: status, code, message and, for forms, where it is wrong. */

export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly problems: readonly Problem[]
  readonly headers: Record<string, string>
  readonly more: Record<string, unknown>

  constructor(
    status: number,
    code: number,
    message: string,
    {
      problems = [],
      headers = {},
      more = {},
    }: {
      problems?: readonly Problem[]
      headers?: Record<string, string>
      more?: Record<string, unknown>
    } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.problems = problems
    this.headers = headers
    this.more = more
  }

  body(): Record<string, unknown> {
    return {
      message: this.message,
      code: this.code,
      ...this.more,
      ...(this.problems.length > 0 ? { errors: nested(this.problems) } : {}),
    }
  }
}

/** A wrong place in a form; `rule` names the rule of ours or Discord's own code. */
export type Problem = { path: readonly (string | number)[]; rule: string; message: string }

export const invalidForm = (problems: readonly Problem[]) =>
  new ApiError(400, 50035, 'Invalid Form Body', { problems })

/** https://docs.discord.com/developers/reference#error-messages */
function nested(problems: readonly Problem[]): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const { path, rule, message } of problems) {
    let at = root
    for (const key of path) {
      const next = (at[String(key)] ?? {}) as Record<string, unknown>
      at[String(key)] = next
      at = next
    }
    const errors = (at['_errors'] ?? []) as unknown[]
    at['_errors'] = [...errors, { code: rule, message }]
  }
  return root
}
