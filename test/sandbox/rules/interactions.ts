/** Cases of the rules in src/sandbox/rules/interaction-rules, one or more for each. */
import type {
  COMMAND_RULES,
  INTERACTION_RULES,
} from '../../../src/sandbox/rules/interaction-rules.ts'
import { type Bench, outcome } from '../bench.ts'
import type { Case } from './case.ts'

const MINUTE = 60_000
const EPHEMERAL = 64
const CALLBACK = { message: 4, defer: 5, choices: 8 } as const
const HELLO = { type: CALLBACK.message, data: { content: 'hello' } }

/** A `/ping` and what the bot can do with it. */
async function pinged({ ping, call, sandbox }: Bench) {
  const { id, token } = await ping()
  const webhook = `/webhooks/${sandbox.applicationId}/${token}`
  return {
    answer: (body: object) => call('POST', `/interactions/${id}/${token}/callback`, { body }),
    editOriginal: (body: object) => call('PATCH', `${webhook}/messages/@original`, { body }),
    followUp: (body: object) => call('POST', webhook, { body }),
  }
}

export const INTERACTION_CASES: Record<keyof typeof INTERACTION_RULES, Case[]> = {
  'first-answer': [
    {
      when: 'the first answer comes after more than three seconds',
      run: async (bench) => {
        const { answer } = await pinged(bench)
        bench.clock.moveTo(bench.clock.now() + 3001)
        return outcome(await answer(HELLO))
      },
      shows: '404/10062',
      otherwise: '204',
    },
  ],
  'answered-once': [
    {
      when: 'an interaction is answered a second time',
      run: async (bench) => {
        const { answer } = await pinged(bench)
        await answer(HELLO)
        return outcome(await answer(HELLO))
      },
      shows: '400/40060',
      otherwise: '204',
    },
  ],
  'token-lifetime': [
    {
      when: 'an answer is edited after more than a quarter of an hour',
      run: async (bench) => {
        const { answer, editOriginal } = await pinged(bench)
        await answer(HELLO)
        bench.clock.moveTo(bench.clock.now() + 15 * MINUTE + 1)
        return outcome(await editOriginal({ content: 'late' }))
      },
      shows: '401/50027',
      otherwise: '200',
    },
  ],
  'ephemeral-by-defer': [
    {
      when: 'a public defer is followed by an ephemeral answer',
      run: async (bench) => {
        const { answer, followUp } = await pinged(bench)
        await answer({ type: CALLBACK.defer })
        const { body } = await followUp({ content: 'for you alone', flags: EPHEMERAL })
        return body['flags']
      },
      shows: 0,
      otherwise: EPHEMERAL,
    },
  ],
  'callback-fits': [
    {
      when: 'a command is answered with choices',
      run: async (bench) => {
        const { answer } = await pinged(bench)
        return outcome(await answer({ type: CALLBACK.choices, data: { choices: [] } }))
      },
      shows: '400/50035 callback-fits',
      otherwise: '204',
    },
  ],
  'answer-before-follow-up': [
    {
      when: 'a follow-up comes before the first answer',
      run: async (bench) => outcome(await (await pinged(bench)).followUp({ content: 'early' })),
      shows: '404/10015',
      otherwise: '200',
    },
  ],
}

const command = (name: string) => ({ name, description: 'Does something' })
const numbered = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, n) => command(`${prefix}${n}`))

export const COMMAND_CASES: Record<keyof typeof COMMAND_RULES, Case[]> = {
  'unique-command-names': [
    {
      when: 'two commands have one name',
      run: async ({ commands }) => outcome(await commands([command('a'), command('a')])),
      shows: '400/50035 unique-command-names',
      otherwise: '200',
    },
  ],
  'command-count': [
    {
      when: 'a hundred and one commands are set',
      run: async ({ commands }) => outcome(await commands(numbered(101, 'a'))),
      shows: '400/30032',
      otherwise: '200',
    },
  ],
  'daily-creates': [
    {
      when: 'a two hundred and first command is created in a day',
      run: async ({ commands }) => {
        await commands(numbered(100, 'a'))
        await commands(numbered(100, 'b'))
        const known = outcome(await commands(numbered(100, 'b')))
        return [known, outcome(await commands(numbered(1, 'c')))]
      },
      shows: ['200', '400/30034'],
      otherwise: ['200', '200'],
    },
  ],
  'own-application': [
    {
      when: 'commands of another application are set',
      run: async ({ call }) => outcome(await call('PUT', '/applications/1/commands', { body: [] })),
      shows: '403/20012',
      otherwise: '200',
    },
  ],
  'localizations-on-request': [
    {
      when: 'commands are listed',
      run: async ({ commands, call, sandbox }) => {
        await commands([{ ...command('a'), name_localizations: { ja: '菊' } }])
        const path = `/applications/${sandbox.applicationId}/commands`
        return [path, `${path}?with_localizations=true`].reduce<Promise<unknown[]>>(
          async (all, one) => [
            ...(await all),
            (await call('GET', one)).list[0]?.['name_localizations'] ?? null,
          ],
          Promise.resolve([]),
        )
      },
      shows: [null, { ja: '菊' }],
      otherwise: [{ ja: '菊' }, { ja: '菊' }],
    },
  ],
}
