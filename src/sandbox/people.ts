/** The people in the sandbox: they give commands, type, press, choose and fill in forms, and see what the bot answers. */
import type { Attachments } from './attachments.ts'
import type { Gateway } from './gateway/gateway.ts'
import { commandData, controlData, menuData, type Typed } from './interaction-data.ts'
import { authorizing, channelFor, type Kind, packetOf } from './interaction-packet.ts'
import type { Answer, Interactions, OpenModal } from './interactions.ts'
import { type Filled, modalData } from './modal.ts'
import type { Json, Message, World } from './world.ts'

/** A bot that has not answered by then, in real time, has hung. */
const PATIENCE_MS = 30_000

export type MessageAnswer = Extract<Answer, { kind: 'message' }>
export type ModalAnswer = Extract<Answer, { kind: 'modal' }>

/** What a person can do. */
export type Act =
  /** Gives a slash command, `digest subscribe`, with options by their English names. */
  | { kind: 'slash'; channelId: string; words: string; typed?: Typed }
  /** Types into an option. */
  | { kind: 'complete'; channelId: string; words: string; typed: Typed; option: string }
  /** Chooses a command from a message's menu. */
  | { kind: 'menu'; message: Message; name: string }
  | { kind: 'press'; message: Message; customId: string }
  | { kind: 'choose'; message: Message; customId: string; values: readonly string[] }
  /** Fills in a form and hands it in. */
  | { kind: 'submit'; modal: OpenModal; filled: Filled }

export type PersonHandle = {
  /** Resolves with the final answer, whatever it is. */
  act(act: Act): Promise<Answer>
  slash(channelId: string, words: string, typed?: Typed): Promise<MessageAnswer>
  /** Gives what is offered. */
  complete(channelId: string, words: string, typed: Typed, option: string): Promise<Json[]>
  menu(message: Message, name: string): Promise<MessageAnswer>
  press(message: Message, customId: string): Promise<MessageAnswer>
  choose(message: Message, customId: string, values: readonly string[]): Promise<MessageAnswer>
  /** Does what opens a form, and gives the form. */
  open(act: Act): Promise<OpenModal>
  submit(modal: OpenModal, filled: Filled): Promise<MessageAnswer>
}

export type Stage = {
  world: World
  gateway: Gateway
  interactions: Interactions
  attachments: Attachments
  /** Aborted when the sandbox closes: nobody waits any longer. */
  ended: AbortSignal
}

function interact(
  { world, gateway, interactions, ended }: Stage,
  userId: string,
  { name, ...kind }: Kind & { name: string },
): Promise<Answer> {
  const id = world.id()
  const token = `interaction.${id}`
  const { guildId } = channelFor(world, kind.channelId, userId)
  const command = world.commands.get(String(kind.data['id']))
  const by = authorizing(world, { userId, guildId, ...(command ? { command } : {}) })
  const packet = packetOf(world, userId, { ...kind, id, token, by })
  return new Promise((resolve, reject) => {
    const hung = () =>
      reject(new Error(`the bot gave no answer to ${name} within ${PATIENCE_MS / 1000} s`))
    const timer = setTimeout(hung, PATIENCE_MS)
    const stop = () => clearTimeout(timer)
    ended.addEventListener('abort', stop, { once: true })
    const told = (answer: Answer) => {
      stop()
      ended.removeEventListener('abort', stop)
      // A copy: the message may be edited again.
      resolve(structuredClone(answer))
    }
    interactions.add({
      id,
      token,
      type: kind.type,
      name,
      userId,
      channelId: kind.channelId,
      guildId,
      owners: by.owners,
      source: kind.source,
      createdAt: world.now(),
      state: 'waiting',
      ephemeral: false,
      original: null,
      told,
    })
    gateway.emit('INTERACTION_CREATE', packet, guildId ?? undefined)
  })
}

async function message(answer: Promise<Answer>): Promise<MessageAnswer> {
  const given = await answer
  if (given.kind !== 'message')
    throw new Error(`the bot answered with ${given.kind === 'modal' ? 'a form' : 'choices'}`)
  return given
}

/** The message as it is now: what a person holds is a copy. */
function current(world: World, held: Message): Message {
  const found =
    world.ephemeral.get(held.id) ??
    world.messages.get(held.channel_id)?.find(({ id }) => id === held.id)
  if (found === undefined) throw new Error('the message is gone')
  return found
}

function kindOf(stage: Stage, userId: string, act: Act): Kind & { name: string } {
  const { world, attachments, interactions } = stage
  const at = (channelId: string) => {
    const { guildId } = channelFor(world, channelId, userId)
    return { world, attachments, userId, guildId }
  }
  const on = (held: Message) => {
    const source = current(world, held)
    return { source, channelId: source.channel_id, place: at(source.channel_id) }
  }
  if (act.kind === 'slash' || act.kind === 'complete') {
    const { kind, channelId, words, typed = {} } = act
    const focus = kind === 'complete' ? { focused: act.option } : {}
    const data = commandData(at(channelId), { words, typed, ...focus })
    return { type: kind === 'slash' ? 2 : 4, name: `/${words}`, data, channelId, source: null }
  }
  if (act.kind === 'submit') {
    const { channelId, source: held, data: form, id } = act.modal
    const source = held === null ? null : current(world, held)
    const data = modalData(at(channelId), form, act.filled)
    interactions.close(id)
    return { type: 5, name: String(data['custom_id']), data, channelId, source }
  }
  const { source, channelId, place } = on(act.message)
  if (act.kind === 'menu') {
    const data = menuData(place, { name: act.name, message: source })
    return { type: 2, name: act.name, data, channelId, source: null }
  }
  const { customId } = act
  const values = act.kind === 'choose' ? { values: act.values } : {}
  const data = controlData(place, source, { customId, ...values })
  return { type: 3, name: customId, data, channelId, source }
}

/** Gives what a person can do. */
export function personHandle(stage: Stage, userId: string): PersonHandle {
  const act = async (one: Act) => interact(stage, userId, kindOf(stage, userId, one))
  return {
    act,
    slash: (channelId, words, typed = {}) =>
      message(act({ kind: 'slash', channelId, words, typed })),
    complete: async (channelId, words, typed, option) => {
      const answer = await act({ kind: 'complete', channelId, words, typed, option })
      if (answer.kind !== 'choices') throw new Error('the bot offered no choices')
      return answer.choices
    },
    menu: (held, name) => message(act({ kind: 'menu', message: held, name })),
    press: (held, customId) => message(act({ kind: 'press', message: held, customId })),
    choose: (held, customId, values) =>
      message(act({ kind: 'choose', message: held, customId, values })),
    open: async (one) => {
      const answer = await act(one)
      if (answer.kind !== 'modal') throw new Error('the bot opened no form')
      return answer.modal
    },
    submit: (modal, filled) => message(act({ kind: 'submit', modal, filled })),
  }
}
