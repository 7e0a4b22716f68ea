/** What a person does on the page, done in the sandbox: commands, controls, forms, plain words, the clock. */
import type { OpenModal, Act as PersonAct, Sandbox } from '../sandbox.ts'
import type { Message } from '../world.ts'
import type { Live } from './live.ts'
import { seesMessage } from './look.ts'
import type { Act, ActAnswer, Move } from './protocol.ts'

export type Acting = {
  sandbox: Sandbox
  live: Live
  /** Moves the clock; null where it cannot be moved. */
  move: ((to: Move, viewerId: string) => void | Promise<void>) | null
  /** Forms that stand open, by interaction. */
  forms: Map<string, OpenModal>
}

/** Plain words: the bot does not read them, but people write to each other. */
const LONGEST_WORDS = 2000

const DONE: ActAnswer = { kind: 'done' }

/** Does it; what cannot be done comes back as a reason. */
export async function perform(acting: Acting, act: Act): Promise<ActAnswer> {
  if (!Object.hasOwn(STEPS, act.act)) return { kind: 'failed', reason: 'nobody can do that' }
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

const STEPS: Steps = {
  slash: (acting, { as, channel, words, typed }) =>
    answer(acting, as, { kind: 'slash', channelId: channel, words, typed }),
  complete: (acting, { as, channel, words, typed, option }) =>
    answer(acting, as, { kind: 'complete', channelId: channel, words, typed, option }),
  press: (acting, { as, message, customId }) =>
    answer(acting, as, { kind: 'press', message: seen(acting, as, message), customId }),
  choose: (acting, { as, message, customId, values }) =>
    answer(acting, as, { kind: 'choose', message: seen(acting, as, message), customId, values }),
  menu: (acting, { as, message, name }) =>
    answer(acting, as, { kind: 'menu', message: seen(acting, as, message), name }),
  submit: async (acting, { as, modal, values }) => {
    const form = acting.forms.get(modal)
    if (form === undefined) throw new Error('the form is not open any more')
    const done = await answer(acting, as, { kind: 'submit', modal: form, filled: values })
    acting.forms.delete(modal)
    return done
  },
  say: ({ sandbox }, { as, channel, text }) => {
    const words = text.trim()
    const length = [...words].length
    if (length === 0 || length > LONGEST_WORDS) throw new Error('nobody can say that there')
    sandbox.say(channel, as, words)
    return DONE
  },
  dismiss: (acting, { as, message }) => {
    acting.sandbox.world.ephemeral.delete(seen(acting, as, message).id)
    acting.live.gone(message)
    return DONE
  },
  move: async ({ move, live }, { as, move: to }) => {
    if (move === null) return { kind: 'failed', reason: 'this clock cannot be moved' }
    await move(to, as)
    live.refresh()
    return DONE
  },
}

async function answer({ sandbox, live, forms }: Acting, as: string, act: PersonAct) {
  const given = await sandbox.as(as).act(act)
  if (given.kind === 'choices') return given
  if (given.kind === 'modal') {
    forms.set(given.modal.id, given.modal)
    return { kind: 'form', form: { key: given.modal.id, data: given.modal.data } } as const
  }
  if (act.kind === 'slash') live.usedFor(given.message, act.words)
  return DONE
}

function seen({ sandbox: { world } }: Acting, as: string, id: string): Message {
  const found =
    world.ephemeral.get(id) ??
    [...world.messages.values()].flat().find((message) => message.id === id)
  if (found === undefined || !seesMessage(world, as, found)) throw new Error('the message is gone')
  return found
}
