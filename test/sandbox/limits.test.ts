/** The sandbox's numbers beside the bot's, one by one: each is what the sandbox really holds, and both agree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as bot from '../../config/limits.ts'
import { LIMITS } from '../../src/sandbox/limits.ts'
import { type Bench, openBench, outcome } from './bench.ts'
import { last } from './rules/case.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const a = (count: number) => 'a'.repeat(count)
const times = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n))
const long = (start: string, count: number) => start + a(count - start.length)

const posting = (body: (n: number) => object) => async (n: number) =>
  outcome(await bench.post({ ...body(n) }))
/** A new post in a forum that has more tags than one may bear. */
const opensPost = (body: (n: number, tags: readonly string[]) => object) => (n: number) => {
  const tags = times(LIMITS.tagsOfPost + 2, (one) => ({ name: `t${one}`, moderated: false }))
  const { id, forum } = bench.sandbox.addForum(bench.guild.id, { name: 'forum', tags })
  const ids = (forum?.tags ?? []).map((tag) => tag.id)
  return bench
    .call('POST', `/channels/${id}/threads`, {
      body: { name: 'post', message: { content: 'a' }, ...body(n, ids) },
    })
    .then((answer) => outcome(answer).replace(/^201$/, '200'))
}
const embed = (body: (n: number) => object) =>
  posting((n) => ({ embeds: [{ title: 't', ...body(n) }] }))

const button = (id: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'b',
  custom_id: id,
  ...more,
})
const row = (...components: object[]) => ({ type: 1, components })
const controls = (body: (n: number) => object[]) =>
  posting((n) => ({ content: 'a', components: [row(...body(n))] }))
const option = (n: number, more: object = {}) => ({ label: 'l', value: `${n}`, ...more })
const select = (options: object[], more: object = {}) => ({
  type: 3,
  custom_id: 's',
  options,
  ...more,
})

const registering = (more: (n: number) => object) => async (n: number) =>
  outcome(await bench.commands([{ name: 'digest', description: 'd', ...more(n) }]))
const argument = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more })
const choice = (n: number, more: object = {}) => ({ name: `${n}`, value: `${n}`, ...more })

/** A command of so many characters: 7 of its own, two options of 2, thirty-nine choices of 200, and descriptions. */
function commandOf(characters: number): object {
  const full = (count: number) =>
    times(count, (n) => choice(n, { name: `${n}`.padEnd(100), value: `${n}`.padEnd(100) }))
  const rest = characters - 7 - 2 * 2 - 39 * 200
  const described = (part: number) => a(1 + Math.min(99, Math.max(0, rest - part * 99)))
  return {
    description: described(0),
    options: [
      argument('x', { choices: full(25), description: described(1) }),
      argument('y', { choices: full(14) }),
    ],
  }
}

/** An interaction that is answered, and its answer edited, so many milliseconds after it came. */
async function answeredAfter({ first = 0, edit = 0 }: { first?: number; edit?: number }) {
  const { id, token } = await bench.ping()
  const start = bench.clock.now()
  bench.clock.moveTo(start + first)
  const body = { type: 4, data: { content: 'a' } }
  const answer = outcome(
    await bench.call('POST', `/interactions/${id}/${token}/callback`, { body }),
  )
  if (edit === 0) return answer
  bench.clock.moveTo(start + edit)
  const path = `/webhooks/${bench.sandbox.applicationId}/${token}/messages/@original`
  return outcome(await bench.call('PATCH', path, { body: { content: 'b' } }))
}

const box = (n: number, more: object = {}) => ({
  type: 18,
  label: 'l',
  component: { type: 4, style: 1, custom_id: `${n}` },
  ...more,
})

/** A form that answers a command. */
const opening = (more: (n: number) => object) => async (n: number) => {
  const { id, token } = await bench.ping()
  const data = { custom_id: 'form', title: 't', components: [box(0)], ...more(n) }
  const path = `/interactions/${id}/${token}/callback`
  return outcome(await bench.call('POST', path, { body: { type: 9, data } }))
}

async function requestsInASecond(count: number): Promise<string> {
  bench.pace.now += 10_000
  bench.pace.step = 0
  const answer = await last(count, () => bench.call('GET', '/users/@me'))
  bench.pace.step = 10_000
  return outcome(answer)
}

type Limit = { sandbox: number; tries: (n: number) => Promise<string> }

/** By the bot's name for each limit: the sandbox's number, and what makes a request of so much. */
const COMPARED: Record<string, Limit> = {
  'EMBED.title': { sandbox: LIMITS.embedTitle, tries: embed((n) => ({ title: a(n) })) },
  'EMBED.description': {
    sandbox: LIMITS.embedDescription,
    tries: embed((n) => ({ description: a(n) })),
  },
  'EMBED.fields': {
    sandbox: LIMITS.embedFields,
    tries: embed((n) => ({ fields: times(n, () => ({ name: 'n', value: 'v' })) })),
  },
  'EMBED.fieldName': {
    sandbox: LIMITS.embedFieldName,
    tries: embed((n) => ({ fields: [{ name: a(n), value: 'v' }] })),
  },
  'EMBED.fieldValue': {
    sandbox: LIMITS.embedFieldValue,
    tries: embed((n) => ({ fields: [{ name: 'n', value: a(n) }] })),
  },
  'EMBED.footer': {
    sandbox: LIMITS.embedFooter,
    tries: embed((n) => ({ footer: { text: a(n) } })),
  },
  'EMBED.author': {
    sandbox: LIMITS.embedAuthor,
    tries: embed((n) => ({ author: { name: a(n) } })),
  },
  'EMBED.url': {
    sandbox: LIMITS.embedUrl,
    tries: embed((n) => ({ url: long('https://a.example/', n) })),
  },
  'EMBED.sum': {
    sandbox: LIMITS.embedSum,
    tries: posting((n) => ({
      embeds: [{ description: a(4000) }, { description: a(n - 4000) }],
    })),
  },
  'MESSAGE.content': { sandbox: LIMITS.content, tries: posting((n) => ({ content: a(n) })) },
  'MESSAGE.embeds': {
    sandbox: LIMITS.embeds,
    tries: posting((n) => ({ embeds: times(n, () => ({ title: 't' })) })),
  },
  'MESSAGE.nonce': {
    sandbox: LIMITS.nonce,
    tries: posting((n) => ({ content: 'a', nonce: a(n) })),
  },
  'COMPONENT.rows': {
    sandbox: LIMITS.rows,
    tries: posting((n) => ({ content: 'a', components: times(n, (id) => row(button(`${id}`))) })),
  },
  'COMPONENT.buttonsPerRow': {
    sandbox: LIMITS.buttonsInRow,
    tries: controls((n) => times(n, (id) => button(`${id}`))),
  },
  'COMPONENT.buttonLabel': {
    sandbox: LIMITS.buttonLabel,
    tries: controls((n) => [button('b', { label: a(n) })]),
  },
  'COMPONENT.customId': { sandbox: LIMITS.customId, tries: controls((n) => [button(a(n))]) },
  'COMPONENT.linkUrl': {
    sandbox: LIMITS.linkUrl,
    tries: controls((n) => [{ type: 2, style: 5, label: 'b', url: long('https://a.example/', n) }]),
  },
  'COMPONENT.selectOptions': {
    sandbox: LIMITS.selectOptions,
    tries: controls((n) => [select(times(n, (id) => option(id)))]),
  },
  'COMPONENT.optionLabel': {
    sandbox: LIMITS.optionText,
    tries: controls((n) => [select([option(1, { label: a(n) })])]),
  },
  'COMPONENT.optionValue': {
    sandbox: LIMITS.optionText,
    tries: controls((n) => [select([option(1, { value: a(n) })])]),
  },
  'COMPONENT.optionDescription': {
    sandbox: LIMITS.optionText,
    tries: controls((n) => [select([option(1, { description: a(n) })])]),
  },
  'COMPONENT.placeholder': {
    sandbox: LIMITS.placeholder,
    tries: controls((n) => [select([option(1)], { placeholder: a(n) })]),
  },
  'COMMAND.options': {
    sandbox: LIMITS.commandOptions,
    tries: registering((n) => ({ options: times(n, (id) => argument(`o${id}`)) })),
  },
  'COMMAND.choices': {
    sandbox: LIMITS.commandChoices,
    tries: registering((n) => ({
      options: [argument('o', { choices: times(n, (id) => choice(id)) })],
    })),
  },
  'COMMAND.choiceName': {
    sandbox: LIMITS.choiceText,
    tries: registering((n) => ({
      options: [argument('o', { choices: [choice(1, { name: a(n) })] })],
    })),
  },
  'COMMAND.choiceValue': {
    sandbox: LIMITS.choiceText,
    tries: registering((n) => ({
      options: [argument('o', { choices: [choice(1, { value: a(n) })] })],
    })),
  },
  'COMMAND.characters': { sandbox: LIMITS.commandCharacters, tries: registering(commandOf) },
  'COMMAND.name': { sandbox: LIMITS.commandName, tries: registering((n) => ({ name: a(n) })) },
  'COMMAND.description': {
    sandbox: LIMITS.commandDescription,
    tries: registering((n) => ({ description: a(n) })),
  },
  'FORM.title': { sandbox: LIMITS.formTitle, tries: opening((n) => ({ title: a(n) })) },
  'FORM.fields': {
    sandbox: LIMITS.formFields,
    tries: opening((n) => ({ components: times(n, (one) => box(one)) })),
  },
  'FORM.label': {
    sandbox: LIMITS.fieldLabel,
    tries: opening((n) => ({ components: [box(0, { label: a(n) })] })),
  },
  'FORM.hint': {
    sandbox: LIMITS.fieldDescription,
    tries: opening((n) => ({ components: [box(0, { description: a(n) })] })),
  },
  'FORM.value': {
    sandbox: LIMITS.written,
    tries: opening((n) => {
      const component = { type: 4, style: 2, custom_id: 'b', value: a(n) }
      return { components: [box(0, { component })] }
    }),
  },
  'FORUM.threadName': { sandbox: LIMITS.threadName, tries: opensPost((n) => ({ name: a(n) })) },
  'FORUM.tagsOfPost': {
    sandbox: LIMITS.tagsOfPost,
    tries: opensPost((n, tags) => ({ applied_tags: tags.slice(0, n) })),
  },
  'RATE.requestsPerSecond': { sandbox: LIMITS.global.most, tries: requestsInASecond },
  'INTERACTION.firstAnswer': {
    sandbox: LIMITS.firstAnswer,
    tries: (first) => answeredAfter({ first }),
  },
  'INTERACTION.token': {
    sandbox: LIMITS.interactionToken,
    tries: (edit) => answeredAfter({ edit }),
  },
}

/** The bot's own choices, which Discord knows nothing of, and what takes too many requests to try here. */
const OURS: readonly string[] = [
  'RATE.ownPace',
  'REFUSED.ban',
  'REFUSED.windowMs',
  'REFUSED.warn',
  'REFUSED.stop',
]

const ofBot = Object.fromEntries(
  Object.entries(bot).flatMap(([group, numbers]) =>
    Object.entries(numbers).map(([name, number]) => [`${group}.${name}`, number as number]),
  ),
)

describe('the limits', () => {
  it('of the bot are all held against the sandbox', () => {
    expect([...Object.keys(COMPARED), ...OURS].sort()).toEqual(Object.keys(ofBot).sort())
  })

  it.each(Object.entries(COMPARED))('%s is one number for both', (name, { sandbox }) => {
    expect(sandbox).toBe(ofBot[name])
  })

  it.each(Object.entries(COMPARED))('%s is taken, and one more is not', async (_, limit) => {
    expect(await limit.tries(limit.sandbox)).toMatch(/^20[04]$/)
    expect(await limit.tries(limit.sandbox + 1)).toMatch(/^4\d\d\/\d+/)
  })

  it('lets the bot’s own pace stay below what Discord takes', () => {
    expect(bot.RATE.ownPace).toBeLessThan(LIMITS.global.most)
  })

  it('let the bot stop long before Discord bans its address', () => {
    const { most, perMs } = LIMITS.invalidRequests
    expect(bot.REFUSED).toMatchObject({ ban: most, windowMs: perMs })
    expect(bot.REFUSED.stop).toBeLessThanOrEqual(most / 2)
  })

  it('counts characters, not the units that JavaScript has for them', async () => {
    const flowers = '💮'.repeat(LIMITS.embedTitle)
    expect(outcome(await bench.post({ embeds: [{ title: flowers }] }))).toBe('200')
    expect(outcome(await bench.post({ embeds: [{ title: `${flowers}💮` }] }))).toMatch(/^400/)
  })
})
