/** The page: hears what happens in the sandbox, draws it, and lets a person take part. */
import './skin.ts'
import './style.css'
import { html, nothing, render } from 'lit'
import type { Look, PageEvent, PageMessage } from '../protocol.ts'
import { connect } from './net.ts'
import { openChannel } from './places.ts'
import { arrived, watchScroller } from './scroll.ts'
import { changed, onChange, state, viewerLocale } from './state.ts'
import { startTheme } from './theme.ts'
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

/** Keeps the open channel as long as the viewer sees it. */
function look(seen: Look): void {
  state.look = seen
  const channels = seen.guilds.flatMap((guild) => guild.channels)
  const wanted = state.channelId ?? location.hash.slice(1)
  const known = channels.find(({ id }) => id === wanted) ?? channels[0]
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

function take(message: PageMessage): void {
  const isNew = !state.messages.has(message.id)
  state.messages.set(message.id, message)
  if (!isNew) return
  const answers = answersViewer(message)
  if (answers === COMMAND) endWaitingFor(message)
  if (message.channel_id === state.channelId) arrived(message.id, answers !== null)
}

function hear(event: PageEvent): void {
  if (event.kind === 'look') look(event.look)
  else if (event.kind === 'message') take(event.message)
  else if (event.kind === 'gone') state.messages.delete(event.id)
  else state.messages = new Map(event.messages.map((message) => [message.id, message]))
  changed()
}

function draw(): void {
  document.documentElement.lang = viewerLocale()
  const page =
    state.look === null ? nothing : html`${sidebarView(play)}${channelView()}${formView()}`
  render(page, document.body)
  watchScroller()
}

startTheme()
onChange(draw)
connect(localStorage.getItem(VIEWER), hear)
