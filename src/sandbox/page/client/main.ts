/** The page: hears what happens in the sandbox, draws it, and lets a person take part. */
import './skin.ts'
import './style.css'
import { html, nothing, render } from 'lit'
import {
  CHANNEL,
  type ChannelView,
  type Look,
  type PageEvent,
  type PageMessage,
} from '../protocol.ts'
import { connect } from './net.ts'
import { openChannel, tell } from './places.ts'
import { arrived, isFollowing, showFromTop, watchScroller } from './scroll.ts'
import {
  changed,
  channelOf,
  currentChannel,
  currentGuild,
  onChange,
  shownMessages,
  spaces,
  state,
  viewerLocale,
} from './state.ts'
import { say } from './texts.ts'
import { startTheme } from './theme.ts'
import { clockTexts } from './time.ts'
import { channelView } from './view/channel.ts'
import { formView } from './view/form.ts'
import { sidebarView } from './view/sidebar.ts'

const VIEWER = 'viewer'

function play(viewerId: string): void {
  localStorage.setItem(VIEWER, viewerId)
  Object.assign(state, { peopleOpen: false, drawer: false, waiting: [], form: null, open: null })
  state.composer = { text: '', draft: null, list: null, problem: null }
  connect(viewerId, hear)
}

/** The clock runs; where more has gone by since the last look, somebody has moved it. */
const MOVED_MS = 3 * 60_000

function tellMove({ now, zone, nothingCame }: Look): void {
  if (state.look === null || now - state.look.now < MOVED_MS) return
  const locale = viewerLocale()
  // The clock may be heard of after the answer to who moved it: that no digest came says more than the time.
  if (state.notice !== null && state.notice.text === nothingCame?.[locale]) return
  const { own, there } = clockTexts(now, zone, locale)
  tell(say(locale, 'itIsNow', { time: there ?? own }))
}

/** Keeps the open channel as long as the viewer sees it; whoever looked at direct messages gets those of who is played now. */
function look(seen: Look): void {
  tellMove(seen)
  const wasHome = state.look?.home.channels.some(({ id }) => id === state.channelId) ?? false
  state.look = seen
  state.ahead = seen.now - Date.now()
  const channels = spaces().flatMap((guild) => guild.channels)
  const wanted = state.channelId ?? location.hash.slice(1)
  const [first] = wasHome ? seen.home.channels : channels
  const known = channels.find(({ id }) => id === wanted) ?? first
  if (known && known.id !== state.channelId) openChannel(known.id)
}

const COMMAND = 2

/** Gives the kind of interaction that a message answers, where it was of who is played; else null. */
function answersViewer(message: PageMessage): number | null {
  const metadata = message['interaction_metadata'] as
    | { type?: number; user?: { id?: string } }
    | undefined
  return metadata?.user?.id === state.look?.viewerId ? (metadata?.type ?? null) : null
}

/** An answer to who is played ends the waiting for it. */
function endWaitingFor(message: PageMessage): void {
  const first = state.waiting.find(
    ({ channelId, failed }) => channelId === message.channel_id && !failed,
  )
  state.waiting = state.waiting.filter((one) => one !== first)
}

/** A message in another channel marks it; what the moved clock brought is told as well. */
function unseen({ channel_id: channelId }: PageMessage): void {
  state.unread.add(channelId)
  const channel = channelOf(channelId)
  if (channel === null || !isFollowing()) return
  const { name } = channelOf(channel.parent) ?? channel
  const { type } = channel
  tell(say(viewerLocale(), type === CHANNEL.direct ? 'newDirect' : 'newIn', { name }), channelId)
}

function take(message: PageMessage): void {
  const isNew = !state.messages.has(message.id)
  state.messages.set(message.id, message)
  if (!isNew) return
  state.arrivals += 1
  const answers = answersViewer(message)
  if (answers === COMMAND) endWaitingFor(message)
  // What has come says more than a notice of the time.
  state.notice = null
  if (message.channel_id === state.channelId) arrived(message.id, answers !== null)
  else unseen(message)
}

/** Everything at once, as one comes in: the last message is shown from where it begins. */
function takeAll(messages: readonly PageMessage[]): void {
  state.messages = new Map(messages.map((message) => [message.id, message]))
  const last = shownMessages().at(-1)
  if (last) showFromTop(last.id)
}

function hear(event: PageEvent): void {
  if (event.kind === 'look') look(event.look)
  else if (event.kind === 'message') take(event.message)
  else if (event.kind === 'gone') state.messages.delete(event.id)
  else takeAll(event.messages)
  changed()
}

const titleOf = ({ type, name }: ChannelView, guild: string) =>
  type === CHANNEL.direct ? `@${name}` : `#${name} | ${guild}`

function draw(): void {
  document.documentElement.lang = viewerLocale()
  const channel = currentChannel()
  document.title = channel ? titleOf(channel, currentGuild()?.name ?? '') : 'Sandbox Discord'
  const page =
    state.look === null ? nothing : html`${sidebarView(play)}${channelView()}${formView()}`
  render(page, document.body)
  watchScroller()
}

startTheme()
onChange(draw)
connect(localStorage.getItem(VIEWER), hear)
