import { afterEach, describe, expect, it } from 'vitest'
import { createFindPost } from '../../src/discord/find-post.ts'
import { snowflakeAt } from '../../src/discord/read-back.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

const AFTER = Date.UTC(2026, 0, 18)
const FORUM = '1001'
const wanted = { guildId: '1', channelId: FORUM, key: 's1-abc', name: '朝 · 5本', after: AFTER }
const idAt = (offset: number) => snowflakeAt(AFTER + offset)

type Post = { id: string; name: string; parent_id: string; owner_id: string; archivedAt: number }
const post = (offset: number, changes: Partial<Post> = {}) => {
  const own = { id: idAt(offset), name: '朝 · 5本', parent_id: FORUM, owner_id: 'me' }
  const { archivedAt = offset, ...rest } = { ...own, ...changes }
  const archive_timestamp = new Date(AFTER + archivedAt).toISOString()
  return { ...rest, thread_metadata: { archive_timestamp } }
}
const first = (customId: string) => ({
  components: [{ type: 1, components: [{ type: 3, custom_id: customId, options: [] }] }],
})

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A server whose open threads, archived pages and first messages (by post) are these; a post without one has lost it. */
async function finding({
  open = [],
  archived = [[]],
  firsts = {},
}: {
  open?: readonly object[]
  archived?: readonly (readonly object[])[]
  firsts?: Record<string, object>
}) {
  let page = 0
  server = await startLoopback((response, { path }) => {
    if (path.endsWith('/threads/active')) return json(response, 200, { threads: open })
    if (path.endsWith('/threads/archived/public')) {
      const threads = archived[page] ?? []
      page += 1
      return json(response, 200, { threads, has_more: page < archived.length })
    }
    const message = firsts[path.split('/').at(-1) ?? '']
    return message
      ? json(response, 200, message)
      : json(response, 404, { message: 'Unknown Message', code: 10008 })
  })
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  return createFindPost(rest, { canRead: () => true, selfId: () => 'me' })(wanted)
}

describe('looking for a forum post whose outcome is unknown', () => {
  it('finds it by the delivery key in its first message, whatever it is called by now', async () => {
    const mine = post(9_000, { name: 'renamed' })
    const other = post(8_000)
    const firsts = { [mine.id]: first('v1:read:s1-abc'), [other.id]: first('v1:read:s1-abd') }
    expect(await finding({ open: [other, mine], firsts })).toEqual({
      kind: 'found',
      messageId: mine.id,
    })
  })

  it('finds it by its name where somebody has taken its first message away', async () => {
    const bare = post(9_000)
    expect(await finding({ open: [bare] })).toEqual({ kind: 'found', messageId: bare.id })
    await server?.close()
    expect(await finding({ open: [post(9_000, { name: 'other' })] })).toEqual({ kind: 'absent' })
  })

  it('takes no post of another forum, of somebody else, or of an earlier day for it', async () => {
    const others = [
      post(1_000, { parent_id: '1002' }),
      post(2_000, { owner_id: 'somebody' }),
      post(-86_400_000),
    ]
    const firsts = Object.fromEntries(others.map(({ id }) => [id, first('v1:read:s1-abc')]))
    expect(await finding({ open: others, firsts })).toEqual({ kind: 'absent' })
  })

  it('reads on among the archived ones as far as it can be there', async () => {
    const mine = post(5_000, { archivedAt: 6_000 })
    const firsts = { [mine.id]: first('v1:read:s1-abc') }
    const pages = [[post(9_000, { owner_id: 'x' })], [mine], [post(-1)]]
    expect(await finding({ archived: pages, firsts })).toEqual({
      kind: 'found',
      messageId: mine.id,
    })
    const asked = server?.asked.filter(({ path }) => path.endsWith('/public')) ?? []
    expect(asked[1]?.query.get('before')).toBe(new Date(AFTER + 9_000).toISOString())
    await server?.close()
    await finding({ archived: [[post(-1, { archivedAt: -1 })], [mine]], firsts })
    expect(server?.asked.filter(({ path }) => path.endsWith('/public'))).toHaveLength(1)
  })

  it('proves nothing where the posts cannot be read, and says that it may be tried again where Discord fails', async () => {
    const findPost = async (status: number, code: number, canRead = true) => {
      await server?.close()
      server = await startLoopback((response) => json(response, status, { message: 'no', code }))
      const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
      return createFindPost(rest, { canRead: () => canRead, selfId: () => 'me' })(wanted)
    }
    expect(await findPost(403, 50013)).toMatchObject({ kind: 'unreadable' })
    expect(await findPost(500, 0)).toMatchObject({ kind: 'temporary' })
    expect(await findPost(200, 0, false)).toMatchObject({ kind: 'unreadable' })
  })
})
