/** Cases of the rules in src/sandbox/rules/request-rules, one or more for each. */
import type { REQUEST_RULES } from '../../../src/sandbox/rules/request-rules.ts'
import { outcome } from '../bench.ts'
import { type Case, last } from './case.ts'

const COMMAND = { name: 'digest', description: 'd' }
const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ type: 3, name: `o${n}`, description: 'd' }))

export const REQUEST_CASES: Record<keyof typeof REQUEST_RULES, Case[]> = {
  described: [
    {
      when: 'a message has a key that Discord does not know',
      run: async ({ post }) => outcome(await post({ content: 'a', colour: 1 })),
      shows: '400/50035 UNKNOWN_KEY',
      otherwise: '200',
    },
    {
      when: 'a message lets somebody be rung whom Discord does not know',
      run: async ({ post }) =>
        outcome(await post({ content: 'a', allowed_mentions: { parse: ['nobody'] } })),
      shows: '400/50035 INVALID_VALUE',
      otherwise: '200',
    },
    {
      when: 'a command has twenty-six options',
      run: async ({ commands }) => outcome(await commands([{ ...COMMAND, options: options(26) }])),
      shows: '400/50035 CUSTOM',
      otherwise: '200',
    },
    {
      when: 'a route is asked with a parameter that it does not have',
      run: async ({ read }) => outcome(await read('?page=2')),
      shows: '400/50035 UNKNOWN_KEY',
      otherwise: '200',
    },
  ],
  token: [
    {
      when: 'the token is wrong',
      run: async ({ call }) => outcome(await call('GET', '/users/@me', { token: 'Bot wrong' })),
      shows: '401/0',
      otherwise: '200',
    },
  ],
  'unknown-channel': [
    {
      when: 'a message goes to a channel that is gone',
      run: async ({ sandbox, channel, post }) => {
        sandbox.deleteChannel(channel.id)
        return outcome(await post({ content: 'a' }))
      },
      shows: '404/10003',
      otherwise: '404/0',
    },
  ],
  'unknown-guild': [
    {
      when: 'a server is asked for that the bot was taken out of',
      run: async ({ sandbox, guild, call }) => {
        sandbox.removeBot(guild.id)
        return outcome(await call('GET', `/guilds/${guild.id}`))
      },
      shows: '404/10004',
      otherwise: '404/0',
    },
  ],
  'unknown-member': [
    {
      when: 'somebody is asked for who is in another server only',
      run: async ({ sandbox, guild, call }) => {
        const other = sandbox.addGuild({ name: 'Elsewhere' })
        const stranger = sandbox.addPerson(other.id, { name: 'Ivy' })
        return outcome(await call('GET', `/guilds/${guild.id}/members/${stranger.id}`))
      },
      shows: '404/10007',
      otherwise: '404/0',
    },
  ],
  'unknown-message': [
    {
      when: 'a deleted message is edited',
      run: async ({ call, channel, posted, edit }) => {
        const id = await posted()
        await call('DELETE', `/channels/${channel.id}/messages/${id}`)
        return outcome(await edit(id, { content: 'b' }))
      },
      shows: '404/10008',
      otherwise: '404/0',
    },
  ],
  'unknown-command': [
    {
      when: 'a command is deleted that is not there',
      run: async ({ call, sandbox }) =>
        outcome(await call('DELETE', `/applications/${sandbox.applicationId}/commands/1`)),
      shows: '404/10063',
      otherwise: '404/0',
    },
  ],
  'bucket-headers': [
    {
      when: 'a message is posted',
      run: async ({ post }) => {
        const { headers } = await post({ content: 'a' })
        return ['limit', 'remaining', 'reset-after', 'bucket'].map((name) =>
          headers.get(`x-ratelimit-${name}`),
        )
      },
      shows: ['5', '4', '5.000', 'create-message'],
      otherwise: [null, null, null, null],
    },
    {
      when: 'a message is refused',
      run: async ({ post }) => (await post({ content: '' })).headers.get('x-ratelimit-remaining'),
      shows: '4',
      otherwise: null,
    },
  ],
  'message-bucket': [
    {
      when: 'six messages come at once',
      run: async ({ pace, post }) => {
        pace.step = 0
        const sixth = await last(6, () => post({ content: 'a' }))
        return [
          outcome(sixth),
          sixth.headers.get('x-ratelimit-scope'),
          sixth.headers.get('retry-after'),
          sixth.body['retry_after'],
          sixth.body['global'],
        ]
      },
      shows: ['429/0', 'user', '5', 5, false],
      otherwise: ['200', null, null, undefined, undefined],
    },
    {
      when: 'six edits come at once after five messages',
      run: async ({ pace, posted, edit }) => {
        pace.step = 0
        const id = await last(5, () => posted())
        return outcome(await last(6, (n) => edit(id, { content: `b${n}` })))
      },
      shows: '429/0',
      otherwise: '200',
    },
  ],
  'global-limit': [
    {
      when: 'fifty-one requests come within a second that began at no full second',
      run: async ({ pace, call }) => {
        pace.now = 700
        pace.step = 15
        const next = await last(51, () => call('GET', '/users/@me'))
        return [
          outcome(next),
          next.headers.get('x-ratelimit-global'),
          next.headers.get('x-ratelimit-scope'),
          next.body['global'] ?? null,
          next.body['retry_after'] ?? null,
        ]
      },
      // The first came fifty times 15 ms ago.
      shows: ['429/0', 'true', 'global', true, 0.25],
      otherwise: ['200', null, null, null, null],
    },
  ],
  'interactions-exempt': [
    {
      when: 'a command is answered after fifty requests in the same second',
      run: async ({ pace, call, ping }) => {
        const { id, token } = await ping()
        pace.now += 10_000
        pace.step = 0
        await last(50, () => call('GET', '/users/@me'))
        const body = { type: 5 }
        return outcome(await call('POST', `/interactions/${id}/${token}/callback`, { body }))
      },
      shows: '204',
      otherwise: '429/0',
    },
  ],
  'invalid-requests': [
    {
      when: 'too many requests were refused with 401, 403 or 429',
      options: { mostInvalidRequests: 4 },
      run: async ({ call }) => {
        await last(4, () => call('GET', '/users/@me', { token: 'Bot wrong' }))
        return outcome(await call('GET', '/users/@me'))
      },
      shows: '429/html',
      otherwise: '200',
    },
  ],
  'shared-not-counted': [
    {
      when: 'the 429s were of scope shared',
      options: { mostInvalidRequests: 4 },
      run: async ({ sandbox, call }) => {
        const body = { message: 'The resource is being rate limited.', code: 0 }
        const headers = { 'x-ratelimit-scope': 'shared', 'retry-after': '1' }
        const effect = { kind: 'answer', status: 429, body, headers } as const
        sandbox.faults.add({ route: 'GET /users/@me', times: 4, effect })
        await last(4, () => call('GET', '/users/@me'))
        return outcome(await call('GET', '/users/@me'))
      },
      shows: '200',
      otherwise: '429/html',
    },
  ],
}
