/** Who passes where only managers may, by a role that the server has named or by Discord's own permission page. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DiscordConnection } from '../../src/discord/connect.ts'
import { isNamed } from '../../src/discord/rank.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import {
  CHIEF_COMMAND,
  type Given,
  GUILD,
  LOOK_COMMAND,
  MANAGE,
  MEMBER,
  PERSON,
  QUIET_ROLE,
  RINGING_ROLE,
  type SmallDiscord,
  startSmallDiscord,
} from './small-discord.ts'
import { chiefLead, command, connectTo, press, said, type Told } from './told.ts'

const ROLE = 1
const USER = 2
const GONE_ROLE = '100000000000000499'

let discord: SmallDiscord
let connection: DiscordConnection
let managers: string | null = null
const asked: string[] = []
const told: Told = { callers: [], options: [] }

beforeAll(async () => {
  discord = await startSmallDiscord()
  const managersRole = async (guildId: string) => {
    asked.push(guildId)
    return managers
  }
  connection = await connectTo(discord.api, { told, clock: new MovedClock(0), managersRole })
})
afterAll(async () => {
  await connection.close()
  await discord.close()
})
beforeEach(() => {
  managers = null
  asked.length = 0
  discord.widened.length = 0
})

const answerTo = async (given: Given) => said((await discord.interact(given, 2))[1])
const rule = (more: Partial<Given> = {}) => answerTo(press('v1:rule:1', more))
const lead = (more: Partial<Given> = {}) => answerTo(command('chief', chiefLead, more))
const formTitle = async (more: Partial<Given> = {}) => {
  const [first] = await discord.interact(press('v1:rule-form', more), 1)
  return JSON.stringify(first?.body)
}
const allowing = (id: string, ...permissions: [string, number, boolean][]) =>
  discord.widened.push({
    id,
    permissions: permissions.map(([who, type, permission]) => ({ id: who, type, permission })),
  })

describe('the managers’ role', () => {
  it('lets its members use commands, buttons and forms, and nobody else', async () => {
    managers = QUIET_ROLE
    const roles = [QUIET_ROLE]
    expect([await lead({ roles }), await rule({ roles })]).toEqual(['led', 'ruled'])
    expect(await formTitle({ roles })).toContain('Rules')
    for (const others of [[], [RINGING_ROLE]]) {
      expect(await rule({ roles: others })).toContain('*Manage Server*')
      expect(await lead({ roles: others })).toContain('`/digest settings`')
      expect(await formTitle({ roles: others })).toContain('Manage Server')
    }
  })

  it('makes nobody a manager once it is deleted, and never everyone', async () => {
    managers = GONE_ROLE
    expect(await rule({ roles: [GONE_ROLE] })).toContain('*Manage Server*')
    managers = GUILD
    expect(await rule()).toContain('*Manage Server*')
  })

  it('does not make its members managers of the server', async () => {
    managers = QUIET_ROLE
    await rule({ roles: [QUIET_ROLE] })
    expect(told.callers.at(-1)?.manages).toBe(false)
  })

  it('is looked up for nobody who has Manage Guild, nor where everyone may', async () => {
    await rule({ permissions: MEMBER | MANAGE })
    await answerTo(press('v1:turn:1'))
    expect(asked).toEqual([])
  })
})

describe('a server’s own permission page', () => {
  it('opens the buttons to whom it opens the managers’ command', async () => {
    allowing(CHIEF_COMMAND, [QUIET_ROLE, ROLE, true])
    expect(await rule({ roles: [QUIET_ROLE] })).toBe('ruled')
    expect(await rule({ roles: [RINGING_ROLE] })).toContain('*Manage Server*')
    expect(await rule()).toContain('*Manage Server*')
  })

  it('opens them to nobody by what it says of another command, or of all at once', async () => {
    allowing(LOOK_COMMAND, [GUILD, ROLE, true], [QUIET_ROLE, ROLE, true])
    allowing(connection.applicationId, [QUIET_ROLE, ROLE, true])
    expect(await rule({ roles: [QUIET_ROLE] })).toContain('*Manage Server*')
  })

  it('lets through the command itself, which Discord has judged', async () => {
    allowing(connection.applicationId, [QUIET_ROLE, ROLE, true])
    expect(await lead()).toBe('led')
  })

  it('is no reason to let anyone in where it cannot be read', async () => {
    discord.refuse('/commands/permissions', 403, { message: 'Missing Access', code: 50001 })
    expect(await rule()).toContain('*Manage Server*')
  })

  const here = { userId: PERSON, guildId: GUILD, holds: (id: string) => id === QUIET_ROLE }
  it.each([
    ['themselves', [[PERSON, USER, true]], true],
    ['one of their roles', [[QUIET_ROLE, ROLE, true]], true],
    ['everyone', [[GUILD, ROLE, true]], true],
    ['somebody else', [['1', USER, true]], false],
    ['a role of others', [[RINGING_ROLE, ROLE, true]], false],
    ['a role that only shares its number', [[QUIET_ROLE, USER, true]], false],
    [
      'their role but not themselves',
      [
        [QUIET_ROLE, ROLE, true],
        [PERSON, USER, false],
      ],
      false,
    ],
    [
      'everyone but their role',
      [
        [GUILD, ROLE, true],
        [QUIET_ROLE, ROLE, false],
      ],
      false,
    ],
    [
      'their role but not everyone',
      [
        [GUILD, ROLE, false],
        [QUIET_ROLE, ROLE, true],
      ],
      true,
    ],
    ['nobody', [], false],
  ] as [string, [string, number, boolean][], boolean][])(
    'that names %s is followed',
    (_name, entries, may) => {
      const permissions = entries.map(([id, type, permission]) => ({ id, type, permission }))
      expect(isNamed(permissions, here)).toBe(may)
    },
  )
})
