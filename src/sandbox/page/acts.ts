/** What a person does on the page, done in the sandbox: commands, buttons, selects, forms, plain words, the clock. */
import type { MessageAnswer, PersonHandle, Sandbox } from '../sandbox.ts'
import { userShape } from '../shapes.ts'
import type { Message } from '../world.ts'
import type { Live } from './live.ts'
import type { Act, ActAnswer, Move } from './protocol.ts'

export type Acting = {
  sandbox: Sandbox
  live: Live
  /** Moves the clock; null where it cannot be moved. */
  move: ((to: Move) => void | Promise<void>) | null
}

const DONE: ActAnswer = { kind: 'done' }

/** Does it; what cannot be done comes back as a reason. */
export async function perform(acting: Acting, act: Act): Promise<ActAnswer> {
  try {
    return await STEPS[act.act](acting, act as never)
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

type Steps = {
  [Name in Act['act']]: (
    acting: Acting,
    act: Extract<Act, { act: Name }>,
  ) => ActAnswer | Promise<ActAnswer>
}

/** Forms and message menus are in the sandbox's hands; the page shows them as soon as people can do them. */
const NOT_YET: ActAnswer = { kind: 'failed', reason: 'the sandbox cannot do this yet' }

const STEPS: Steps = {
  slash: (acting, { as, channel, words, typed }) =>
    answered(acting, acting.sandbox.as(as).slash(channel, words, typed), words),
  complete: async ({ sandbox }, { as, channel, words, typed, option }) => ({
    kind: 'choices',
    choices: await sandbox.as(as).complete(channel, words, typed, option),
  }),
  press: (acting, { as, message, customId }) =>
    use(acting, { as, message }, (person, source) => person.press(source, customId)),
  choose: (acting, { as, message, customId, values }) =>
    use(acting, { as, message }, (person, source) => person.choose(source, customId, values)),
  submit: () => NOT_YET,
  menu: () => NOT_YET,
  say: ({ sandbox, live }, { as, channel, text }) => {
    const message = spoken(sandbox, { as, channel, text: text.trim() })
    live.told({ kind: 'stored', message })
    return DONE
  },
  dismiss: ({ sandbox, live }, { message }) => {
    sandbox.world.ephemeral.delete(message)
    live.gone(message)
    return DONE
  },
  move: async ({ move, live }, { move: to }) => {
    if (move === null) return { kind: 'failed', reason: 'this clock cannot be moved' }
    await move(to)
    live.refresh()
    return DONE
  },
}

async function answered(
  { live }: Acting,
  answer: Promise<MessageAnswer>,
  words: string | null,
): Promise<ActAnswer> {
  const { message } = await answer
  if (words !== null) live.usedFor(message, words)
  return DONE
}

function use(
  acting: Acting,
  { as, message }: { as: string; message: string },
  act: (person: PersonHandle, source: Message) => Promise<MessageAnswer>,
): Promise<ActAnswer> {
  const { world } = acting.sandbox
  const source =
    world.ephemeral.get(message) ??
    [...world.messages.values()].flat().find(({ id }) => id === message)
  if (source === undefined) throw new Error('the message is gone')
  return answered(acting, act(acting.sandbox.as(as), source), null)
}

const LONGEST_WORDS = 2000

/** Plain words: the bot does not read them, but people write to each other. */
function spoken(
  { world }: Sandbox,
  { as, channel, text }: { as: string; channel: string; text: string },
): Message {
  const person = world.people.get(as)
  const messages = world.messages.get(channel)
  const length = [...text].length
  if (!person || !messages || length === 0 || length > LONGEST_WORDS)
    throw new Error('nobody can say that there')
  const message: Message = {
    id: world.id(),
    type: 0,
    channel_id: channel,
    author: userShape(person),
    content: text,
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    flags: 0,
  }
  messages.push(message)
  return message
}
