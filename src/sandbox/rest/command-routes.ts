/** Routes of the application, its commands, and the gateway's address. */
import { invalidForm } from '../api-error.ts'
import { LIMITS } from '../limits.ts'
import { COMMAND_FORM, sameNames } from '../rules/command-form.ts'
import { applicationShape, ownUserShape } from '../shapes.ts'
import type { Command, Json, World } from '../world.ts'
import type { Api, Call, Route } from './route.ts'

const COMMANDS = '/applications/:application/commands'

function checked({ world }: Api, call: Call): Json[] {
  const all = [call.body ?? []].flat() as Json[]
  const problems = all.flatMap((command, index) =>
    world.rules.broken(COMMAND_FORM, command).map((problem) => ({
      ...problem,
      path: Array.isArray(call.body) ? [index, ...problem.path] : problem.path,
    })),
  )
  if (problems.length > 0) throw invalidForm(problems)
  needsOwn(world, call)
  return all
}

function needsOwn({ applicationId, rules }: World, { params }: Call): void {
  if (params['application'] !== applicationId) rules.refuse('own-application')
}

/** Counts the creates of a day; what is known already is no create. */
function countCreates({ world, limits }: Api, bodies: readonly Json[]): void {
  const created = bodies.filter((body) => named(world, body) === undefined)
  if (created.some(() => limits.commandCreates.take() > 0)) world.rules.refuse('daily-creates')
}

const stored = (world: World, body: Json, known: Command | undefined): Command => ({
  contexts: null,
  integration_types: [0],
  nsfw: false,
  ...body,
  id: known?.id ?? world.id(),
  application_id: world.applicationId,
  version: world.id(),
  type: Number(body['type'] ?? 1),
  name: String(body['name']),
  description: String(body['description'] ?? ''),
  default_member_permissions:
    body['default_member_permissions'] === undefined || body['default_member_permissions'] === null
      ? null
      : String(body['default_member_permissions']),
})

const typeOf = (body: Json) => Number(body['type'] ?? 1)

const named = (world: World, body: Json) =>
  [...world.commands.values()].find(
    (command) => command.name === body['name'] && command.type === typeOf(body),
  )

function overwrite(api: Api, call: Call) {
  const { world } = api
  const all = checked(api, call)
  const twice = sameNames(all).map((one) => ({ ...one, rule: 'unique-command-names' }))
  if (twice.length > 0) world.rules.refuse('unique-command-names', twice)
  if (all.filter((body) => typeOf(body) === 1).length > LIMITS.globalCommands)
    world.rules.refuse('command-count')
  countCreates(api, all)
  const next = all.map((body) => stored(world, body, named(world, body)))
  world.commands.clear()
  for (const command of next) world.commands.set(command.id, command)
  return { body: next }
}

function create(api: Api, call: Call) {
  const [body] = checked(api, call)
  const known = named(api.world, body ?? {})
  countCreates(api, [body ?? {}])
  const command = stored(api.world, body ?? {}, known)
  api.world.commands.set(command.id, command)
  return { status: known ? 200 : 201, body: command }
}

function remove({ world }: Api, { params }: Call) {
  if (!world.commands.delete(params['command'] ?? '')) throw world.rules.missing('unknown-command')
  return { status: 204 }
}

/** Without `with_localizations` the localizations are not given. */
function list({ world }: Api, { query }: Call) {
  const all = [...world.commands.values()]
  return {
    body:
      query.get('with_localizations') === 'true' || !world.rules.on('localizations-on-request')
        ? all
        : all.map((one) => withoutLocalizations(one)),
  }
}

const withoutLocalizations = (at: Json): Json => {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = at
  const options = rest['options']
  return Array.isArray(options)
    ? { ...rest, options: (options as Json[]).map(withoutLocalizations) }
    : rest
}

export const COMMAND_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway/bot',
    answer: 'GatewayBotResponse',
    run: ({ gatewayBot }) => ({ body: gatewayBot() }),
  },
  {
    method: 'GET',
    path: '/users/@me',
    answer: 'UserPIIResponse',
    run: ({ world }) => ({ body: ownUserShape(world.bot) }),
  },
  {
    method: 'GET',
    path: '/applications/@me',
    answer: 'PrivateApplicationResponse',
    run: ({ world }) => ({ body: applicationShape(world) }),
  },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    answer: 'PrivateApplicationResponse',
    run: ({ world }) => ({ body: applicationShape(world) }),
  },
  {
    method: 'GET',
    path: COMMANDS,
    answer: '[]ApplicationCommandResponse',
    query: ['with_localizations'],
    run: list,
  },
  {
    method: 'PUT',
    path: COMMANDS,
    request: '[]ApplicationCommandUpdateRequest',
    answer: '[]ApplicationCommandResponse',
    run: overwrite,
  },
  {
    method: 'POST',
    path: COMMANDS,
    request: 'ApplicationCommandCreateRequest',
    answer: 'ApplicationCommandResponse',
    run: create,
  },
  { method: 'DELETE', path: `${COMMANDS}/:command`, run: remove },
  {
    method: 'GET',
    path: '/applications/:application/guilds/:guild/commands/permissions',
    answer: '[]CommandPermissionsResponse',
    run: () => ({ body: [] }),
  },
]
