import { afterEach, describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import { commands, controls, menus } from '../../commands/index.ts'
import {
  type CommandBody,
  commandBodies,
  menuBodies,
  register,
  sameCommands,
} from '../../src/discord/registration.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { textsOf } from '../../src/language/texts.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

/** The package has no types of its own. */
const spec = (await import('discord-api-spec/zod' as string)) as Record<string, ZodType>

const bodies = commandBodies(commands)

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

type Part = {
  name: string
  name_localizations?: unknown
  required?: boolean
  options?: readonly Part[]
}

const partsOf = (part: Part): Part[] => [part, ...(part.options ?? []).flatMap(partsOf)]
const parts = bodies.flatMap((body) => partsOf(body as Part))

describe('what Discord is told about the commands', () => {
  it.each(bodies.map((body) => [body.name, body] as const))(
    'is a form that Discord takes, with no key that it does not know: /%s',
    (_name, body) => {
      // Their description says integer where Discord's answers and its docs have a string.
      const rights = body.default_member_permissions
      const described = { ...body, default_member_permissions: rights ? Number(rights) : null }
      expect(spec['ApplicationCommandUpdateRequestSchema']?.parse(described)).toEqual(described)
    },
  )

  it('has names in both languages that can be typed, each once', () => {
    for (const part of parts) {
      const names = [part.name, (part.name_localizations as { ja: string }).ja]
      for (const name of names) {
        expect(name).toMatch(NAME)
        expect(name).toBe(name.toLowerCase())
      }
    }
    for (const { options = [] } of [{ options: bodies as Part[] }, ...parts]) {
      const japanese = options.map((one) => (one.name_localizations as { ja: string }).ja)
      expect(new Set(japanese).size).toBe(options.length)
      expect(new Set(options.map(({ name }) => name)).size).toBe(options.length)
    }
  })

  it('has the English names that the texts use', () => {
    const { t } = textsOf('en')
    expect(bodies.map(({ name }) => name)).toEqual([
      t('command.digest.name'),
      t('command.search.name'),
      t('command.latest.name'),
      t('command.catchup.name'),
      t('command.saved.name'),
      t('command.me.name'),
      t('command.help.name'),
    ])
    expect((bodies[0]?.options ?? []).map(({ name }) => name)).toEqual([
      t('command.subscribe.name'),
      t('command.list.name'),
      t('command.now.name'),
      t('command.health.name'),
      t('command.settings.name'),
      t('command.import.name'),
      t('command.export.name'),
    ])
    const subscribe = (bodies[0]?.options ?? [])[0] as Part
    expect(subscribe.options?.map(({ name }) => name)).toEqual(
      (
        [
          'feed',
          'channel',
          'time',
          'days',
          'zone',
          'count',
          'role',
          'silent',
          'thread',
          'publish',
          'words',
          'without',
          'languages',
          'paid',
          'per_feed',
        ] as const
      ).map((name) => t(`command.option.${name}.name`)),
    )
  })

  it('keeps managing to managers, and out of direct messages', () => {
    const digest = bodies.find(({ name }) => name === 'digest')
    expect(digest).toMatchObject({
      default_member_permissions: '32',
      contexts: [0],
      integration_types: [0],
    })
    const search = bodies.find(({ name }) => name === 'search')
    expect(search).toMatchObject({
      default_member_permissions: null,
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    })
  })

  it('is there for people alone where it looks up, keeps and helps; only they see the answers', () => {
    const personal = commands.filter(({ inDm }) => inDm)
    const nameIn = (command: (typeof commands)[number]) =>
      'leaf' in command ? command.leaf.name.en : command.name.en
    expect(personal.map(nameIn)).toEqual(['search', 'latest', 'saved', 'me', 'help'])
    for (const command of personal) {
      const leaves = 'leaf' in command ? [command.leaf] : command.leaves
      expect(leaves.every(({ answers }) => answers === 'private')).toBe(true)
      expect(command.managersOnly).toBe(false)
    }
  })

  it('has required options first', () => {
    for (const { options = [] } of parts) {
      const required = options.map((option) => option.required ?? false)
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
    }
  })
})

describe('the commands on menus of messages', () => {
  it.each(menuBodies(menus).map((body) => [body.name, body] as const))(
    'are a form that Discord takes, for everyone: %s',
    (_name, body) => {
      expect(spec['ApplicationCommandUpdateRequestSchema']?.parse(body)).toEqual(body)
      expect(body).toMatchObject({
        type: 3,
        contexts: [0, 1],
        integration_types: [0, 1],
        name_localizations: { ja: '保存' },
      })
    },
  )

  it('are known again: Discord gives them an empty description', () => {
    const wanted = menuBodies(menus)
    const known = wanted.map((body) => ({ ...body, id: '1', description: '', nsfw: false }))
    expect(sameCommands(known, wanted)).toBe(true)
    expect(sameCommands([{ ...known[0], name: 'Keep' }], wanted)).toBe(false)
  })
})

describe('the controls', () => {
  it('have one route each', () => {
    const routes = controls.map(({ route }) => route)
    expect(new Set(routes).size).toBe(routes.length)
  })
})

/** As Discord gives a command back: with what it adds, and without what is the default. */
const asKnown = (body: CommandBody, id: number) => ({
  ...body,
  id: String(id),
  application_id: '4242',
  version: '1',
  type: 1,
  nsfw: false,
  dm_permission: false,
  handler: null,
  options: body.options?.length ? body.options : undefined,
  default_member_permissions: body.default_member_permissions ?? null,
})

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function registerWhere(known: readonly object[]) {
  server = await startLoopback((response, { method }) =>
    json(response, 200, method === 'GET' ? known : bodies),
  )
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  return { changed: await register(rest, '4242', bodies), asked: server.asked }
}

describe('registering', () => {
  it('changes nothing where Discord knows the same commands, in whatever order', async () => {
    const { changed, asked } = await registerWhere(bodies.map(asKnown).toReversed())
    expect(changed).toBe(false)
    expect(asked.map(({ method }) => method)).toEqual(['GET'])
    expect(asked[0]?.query.get('with_localizations')).toBe('true')
  })

  it('replaces all of them at once where anything differs', async () => {
    const { changed, asked } = await registerWhere([])
    expect(changed).toBe(true)
    expect(asked[1]).toMatchObject({
      method: 'PUT',
      path: '/api/v10/applications/4242/commands',
      body: JSON.parse(JSON.stringify(bodies)),
    })
  })

  it.each<[string, (body: CommandBody) => object]>([
    ['a description', (body) => ({ ...body, description: 'other' })],
    ['a translation', (body) => ({ ...body, name_localizations: { ja: '別' } })],
    ['a further language', (body) => ({ ...body, name_localizations: { ja: 'x', de: 'y' } })],
    ['who may use it', (body) => ({ ...body, default_member_permissions: '8' })],
    ['where it can be used', (body) => ({ ...body, contexts: [0, 2] })],
    ['its options', (body) => ({ ...body, options: [...(body.options ?? [])].slice(1) })],
  ])('notices a difference in %s', (_what, change) => {
    const known = bodies.map(asKnown)
    const first = bodies[0]
    if (!first) throw new Error('no command')
    expect(sameCommands(known, bodies)).toBe(true)
    expect(sameCommands([change(first), ...known.slice(1)], bodies)).toBe(false)
  })

  it('does not mind rights given as a number', () => {
    const known = bodies.map(asKnown).map((one) => ({
      ...one,
      default_member_permissions:
        one.default_member_permissions === null ? null : Number(one.default_member_permissions),
    }))
    expect(sameCommands(known, bodies)).toBe(true)
  })
})
