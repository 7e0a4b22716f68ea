/** Commands that a stranger may try: filled in for them, and sent by them. */
import { CHANNEL, type ChannelView, type Suggestion } from '../../protocol.ts'
import { openChannel } from '../places.ts'
import { changed, currentGuild, state } from '../state.ts'
import { focusBox, leaves } from './actions.ts'
import type { Leaf } from './commands.ts'
import { type Draft, draftOf, withOption, withText } from './draft.ts'

const TEXT: ReadonlySet<number> = new Set([CHANNEL.text, CHANNEL.announcement])

/** Whether the person may give it, and in such a channel. */
export const canSuggest = ({ words, forum }: Suggestion, { type }: ChannelView): boolean =>
  (forum !== undefined) === (type === CHANNEL.forum) && leaves().some((one) => one.words === words)

/** Where a command for a forum is written: nothing is typed in the forum itself. */
function goBeside(): void {
  const beside = currentGuild()?.channels.find(({ type }) => TEXT.has(type))
  if (beside) openChannel(beside.id)
}

/** Fills in a command; the person sends it. */
export function suggest(suggestion: Suggestion, channel: ChannelView): void {
  const { words, typed, forum } = suggestion
  const leaf = leaves().find((one) => one.words === words)
  if (!leaf) return
  if (forum !== undefined) goBeside()
  const place = leaf.options.find(({ name }) => name === forum)
  let draft = filled(leaf, typed)
  if (place) draft = withText(withOption(draft, place), place.name, `#${channel.name}`, channel.id)
  state.composer = { text: '', draft, list: null, problem: null }
  changed()
  focusBox()
}

function filled(leaf: Leaf, typed: Suggestion['typed']): Draft {
  let draft = draftOf(leaf)
  for (const [name, value] of Object.entries(typed)) {
    const option = leaf.options.find((one) => one.name === name)
    if (!option) continue
    if (!draft.fields.some((one) => one.option.name === name)) draft = withOption(draft, option)
    draft = withText(draft, name, String(value), typeof value === 'string' ? null : value)
  }
  return draft
}
