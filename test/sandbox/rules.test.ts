/** Every rule of the table: it does what it says, it alone does it, and the table says what it does. */
import { describe, expect, it } from 'vitest'
import { RULES, type RuleName } from '../../src/sandbox/rules/table.ts'
import { openBench } from './bench.ts'
import type { Case } from './rules/case.ts'
import { COMMAND_FORM_CASES } from './rules/command-form.ts'
import { COMMAND_CASES, INTERACTION_CASES } from './rules/interactions.ts'
import { MESSAGE_FORM_CASES } from './rules/message-form.ts'
import { MESSAGE_CASES } from './rules/messages.ts'
import { PERMISSION_CASES } from './rules/permissions.ts'
import { REQUEST_CASES } from './rules/requests.ts'
import { ANNOUNCEMENT_CASES, THREAD_CASES } from './rules/threads.ts'

const CASES: Record<RuleName, Case[]> = {
  ...REQUEST_CASES,
  ...PERMISSION_CASES,
  ...MESSAGE_FORM_CASES,
  ...MESSAGE_CASES,
  ...THREAD_CASES,
  ...ANNOUNCEMENT_CASES,
  ...INTERACTION_CASES,
  ...COMMAND_FORM_CASES,
  ...COMMAND_CASES,
}

const NAMES = Object.keys(RULES) as RuleName[]

async function tried({ run, options = {} }: Case, without: readonly RuleName[]): Promise<unknown> {
  const bench = await openBench({ ...options, without })
  try {
    return await run(bench)
  } finally {
    await bench.close()
  }
}

/** `403/50013`, where the table says that the rule refuses or delays. */
function saidOf(name: RuleName): string | null {
  const { effect } = RULES[name]
  if (effect.kind === 'change') return null
  return name === 'invalid-requests' ? '429/html' : `${effect.status}/${effect.code}`
}

describe('the table of rules', () => {
  it('has a case for every rule, and a source for every rule', () => {
    const bare = NAMES.filter((name) => (CASES[name] ?? []).length === 0)
    expect(bare).toEqual([])
    const unsourced = NAMES.filter((name) => {
      const { source } = RULES[name]
      return !/^https:\/\/docs\.discord\.com\/\S+$|^house rule: |^Discord's OpenAPI/.test(source)
    })
    expect(unsourced).toEqual([])
    expect(Object.keys(CASES).sort()).toEqual([...NAMES].sort())
  })

  it('says of each rule the status and code that its cases show', () => {
    const other = NAMES.filter((name) => {
      const said = saidOf(name)
      const shown = (CASES[name] ?? []).filter(({ shows }) =>
        JSON.stringify(shows).includes(`"${said}`),
      )
      return said !== null && shown.length === 0
    })
    expect(other).toEqual([])
  })

  it('has no case that cannot tell whether its rule is on', () => {
    const blind = NAMES.filter((name) =>
      (CASES[name] ?? []).some(
        ({ shows, otherwise }) => JSON.stringify(shows) === JSON.stringify(otherwise),
      ),
    )
    expect(blind).toEqual([])
  })
})

describe.each(NAMES)('the rule %s', (name) => {
  for (const one of CASES[name] ?? []) {
    it(`holds when ${one.when}`, async () => {
      expect(await tried(one, [])).toEqual(one.shows)
    })

    it(`is what does it when ${one.when}`, async () => {
      const without = await tried(one, [name])
      expect(without).toEqual(one.otherwise)
      expect(without).not.toEqual(one.shows)
    })
  }
})
