/** Routes of the application, its commands, and the gateway's address. */
import { ApiError, invalidForm, unknownCommand, unknownGuild } from '../api-error.ts'
import { LIMITS } from '../limits.ts'
import { COMMAND_RULES, duplicates } from '../rules/command.ts'
import { broken } from '../rules/rule.ts'
import { applicationShape, guildShape, ownUserShape } from '../shapes.ts'
import type { Command, Json, World } from '../world.ts'
import type { Api, Call, Route } from './route.ts'

const COMMANDS = '/applications/:application/commands'

/** Bots send the bits as text; the description says number. */
const withNumber = (body: Json): Json =>
  typeof body['default_member_permissions'] === 'string'
    ? { ...body, default_member_permissions: Number(body['default_member_permissions']) }
    : body

/** Gives a body as the description wants it, for checking. */
export const normalised = (body: Json | Json[] | null): Json | Json[] | null =>
  Array.isArray(body) ? body.map(withNumber) : body === null ? null : withNumber(body)

function checked(api: Api, call: Call): Json[] {
  const all = [call.body ?? []].flat() as Json[]
  const problems = all.flatMap((command, index) =>
    broken(COMMAND_RULES, command).map((problem) => ({
      ...problem,
      path: Array.isArray(call.body) ? [index, ...problem.path] : problem.path,
    })),
  )
  if (problems.length > 0) throw invalidForm(problems)
  if (call.params['application'] !== api.world.applicationId)
    throw new ApiError(
      403,
      20012,
      'You are not authorized to perform this action on this application',
    )
  return all
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

const named = (world: World, name: unknown) =>
  [...world.commands.values()].find((command) => command.name === name)

function overwrite(api: Api, call: Call) {
  const all = checked(api, call)
  const twice = duplicates(all)
  if (twice.length > 0) throw invalidForm(twice)
  if (all.length > LIMITS.globalCommands)
    throw new ApiError(400, 30032, 'Maximum number of application commands reached')
  const next = all.map((body) => stored(api.world, body, named(api.world, body['name'])))
  api.world.commands.clear()
  for (const command of next) api.world.commands.set(command.id, command)
  return { body: next }
}

function create(api: Api, call: Call) {
  const [body] = checked(api, call)
  const known = named(api.world, body?.['name'])
  const command = stored(api.world, body ?? {}, known)
  api.world.commands.set(command.id, command)
  return { status: known ? 200 : 201, body: command }
}

function remove({ world }: Api, { params }: Call) {
  if (!world.commands.delete(params['command'] ?? '')) throw unknownCommand()
  return { status: 204 }
}

/** Without `with_localizations` the localizations are not given. */
function list({ world }: Api, { query }: Call) {
  const all = [...world.commands.values()]
  return {
    body:
      query.get('with_localizations') === 'true'
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
    path: '/guilds/:guild',
    query: ['with_counts'],
    run: ({ world }, { params }) => {
      const guild = world.guilds.get(params['guild'] ?? '')
      if (guild === undefined) throw unknownGuild()
      return { body: guildShape(world, guild) }
    },
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
