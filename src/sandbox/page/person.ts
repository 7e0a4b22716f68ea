/** What the page asks of a person in the sandbox: one act, one answer, whatever the answer is. */
import type { PersonHandle } from '../sandbox.ts'
import type { Json, Message } from '../world.ts'
import type { Typed } from './protocol.ts'

/** A form as the sandbox holds it until it is handed in. */
export type OpenForm = { id: string; channelId: string; source: Message | null; data: Json }

export type PersonAct =
  | { kind: 'slash'; channelId: string; words: string; typed: Typed }
  | { kind: 'complete'; channelId: string; words: string; typed: Typed; option: string }
  | { kind: 'menu'; message: Message; name: string }
  | { kind: 'press'; message: Message; customId: string }
  | { kind: 'choose'; message: Message; customId: string; values: readonly string[] }
  | { kind: 'submit'; modal: OpenForm; filled: Record<string, string | readonly string[]> }

export type PersonAnswer =
  | { kind: 'message'; message: Message }
  | { kind: 'choices'; choices: Json[] }
  | { kind: 'modal'; modal: OpenForm }

type Doing = { act(act: PersonAct): Promise<PersonAnswer> }

const doing = (handle: object): Doing | null => ('act' in handle ? (handle as Doing) : null)

function withoutFiles(typed: Typed): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      typeof value === 'object' ? [] : [[name, value]],
    ),
  )
}

/** Does it; where people cannot open forms and menus yet, what they can. */
export async function doAs(handle: PersonHandle, act: PersonAct): Promise<PersonAnswer> {
  const all = doing(handle)
  if (all !== null) return all.act(act)
  const typed = 'typed' in act ? withoutFiles(act.typed) : {}
  if (act.kind === 'slash') return handle.slash(act.channelId, act.words, typed)
  if (act.kind === 'press') return handle.press(act.message, act.customId)
  if (act.kind === 'choose') return handle.choose(act.message, act.customId, act.values)
  if (act.kind !== 'complete') throw new Error('people in this sandbox cannot do that')
  const { channelId, words, option } = act
  return { kind: 'choices', choices: await handle.complete(channelId, words, typed, option) }
}
