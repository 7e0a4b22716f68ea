/** Servers and channels at the left, and who is played. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { CHANNEL, type ChannelView, type GuildView, HOME, type PersonView } from '../../protocol.ts'
import { closeDrawer, openChannel } from '../places.ts'
import { changed, currentGuild, state, threadsOf, viewerLocale } from '../state.ts'
import { localeOf, say } from '../texts.ts'
import { chevron, cross, letter } from './icons.ts'
import { avatarUrl, botFace, channelSign } from './sign.ts'

/** Gives a server's letters, as Discord makes them: the first of each Latin word, all of what has no such words. */
const lettersOf = (name: string): string =>
  [...name.replaceAll(/\w+/g, ([first = '']) => first).replaceAll(/\s/g, '')].slice(0, 4).join('')

const isUnreadIn = ({ channels }: GuildView) => channels.some(({ id }) => state.unread.has(id))

/** Above the servers, as in Discord: one's direct messages. */
function homeButton(home: GuildView, isOpen: boolean): TemplateResult | typeof nothing {
  const [first] = home.channels
  if (!first) return nothing
  const name = say(viewerLocale(), 'directMessages')
  const isUnread = isUnreadIn(home)
  return html`<li class="home">
    <button
      type="button"
      class="guild ${isOpen ? 'open' : ''} ${isUnread ? 'unread' : ''}"
      title=${name}
      aria-current=${isOpen}
      @click=${() => openChannel(first.id)}
    >
      ${letter(22)}<span class="visually-hidden"
        >${name}${isUnread ? ` (${say(viewerLocale(), 'unread')})` : ''}</span
      >${isUnread ? html`<span class="badge" aria-hidden="true"></span>` : nothing}
    </button>
  </li>`
}

function guildButton(guild: GuildView, isOpen: boolean): TemplateResult {
  const [first] = guild.channels
  const letters = lettersOf(guild.name)
  const isUnread = isUnreadIn(guild)
  return html`<li>
    <button
      type="button"
      class="guild ${isOpen ? 'open' : ''} ${isUnread ? 'unread' : ''}"
      title=${guild.name}
      aria-current=${isOpen}
      @click=${() => first && openChannel(first.id)}
    >
      <span aria-hidden="true" class=${[...letters].length > 2 ? 'long' : ''}>${letters}</span
      ><span class="visually-hidden">${guild.name}</span>
    </button>
  </li>`
}

/** A forum is unread where a post in it is. */
const isUnread = ({ id, type }: ChannelView): boolean =>
  state.unread.has(id) ||
  (type === CHANNEL.forum && threadsOf(id).some((post) => state.unread.has(post.id)))

/** The posts of a forum stand in it, and threads that sleep in their channel: here is but the one that is open. */
function isListed({ id, parent, thread }: ChannelView, { channels }: GuildView): boolean {
  if (parent === null || id === state.channelId) return true
  const isPost = channels.some((one) => one.id === parent && one.type === CHANNEL.forum)
  return !isPost && thread?.archived !== true
}

function channelLink(channel: ChannelView): TemplateResult {
  const isOpen = channel.id === state.channelId
  const classes = [
    channel.parent === null ? '' : 'thread',
    isOpen ? 'open' : '',
    isUnread(channel) ? 'unread' : '',
  ]
  return html`<li>
    <button
      type="button"
      class="channel-link ${classes.join(' ')}"
      aria-current=${isOpen ? 'page' : 'false'}
      @click=${() => openChannel(channel.id)}
    >
      ${channel.type === CHANNEL.direct ? botFace() : channelSign(channel)}<span
        >${channel.name}</span
      >${
        isUnread(channel)
          ? html`<span class="visually-hidden">${say(viewerLocale(), 'unread')}</span>`
          : nothing
      }
    </button>
  </li>`
}

const channelsView = (guild: GuildView) => html`<ul class="channels">
  ${guild.channels.filter((channel) => isListed(channel, guild)).map(channelLink)}
</ul>`

const LANGUAGE = { en: 'English', ja: '日本語' } as const

const aboutOf = ({ part, locale }: PersonView) => {
  const shown = part?.[viewerLocale()] ?? ''
  return [LANGUAGE[localeOf(locale)], shown].filter((one) => one !== '').join(' · ')
}

const faceOf = (
  person: PersonView,
) => html`<img src=${avatarUrl(person.id)} alt="" /><span class="who"
    ><span class="name">${person.name}</span><span class="about">${aboutOf(person)}</span></span
  >`

function personView(viewer: PersonView, play: (id: string) => void): TemplateResult {
  const locale = viewerLocale()
  const others = (state.look?.people ?? []).filter(
    ({ part, id }) => part !== null && id !== viewer.id,
  )
  const toggle = () => {
    state.peopleOpen = !state.peopleOpen
    changed()
  }
  return html`<section class="me" aria-label=${say(locale, 'switchPerson')}>
    ${
      state.peopleOpen
        ? html`<ul class="people" id="people" aria-label=${say(locale, 'switchPerson')}>
            ${others.map(
              (person) => html`<li>
                <button type="button" @click=${() => play(person.id)}>${faceOf(person)}</button>
              </li>`,
            )}
          </ul>`
        : nothing
    }
    <button
      type="button"
      class="me-button"
      title=${say(locale, 'switchPerson')}
      aria-expanded=${state.peopleOpen}
      aria-controls="people"
      @click=${toggle}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && state.peopleOpen && toggle()}
    >
      <span class="visually-hidden">${say(locale, 'playing')}</span>${faceOf(viewer)}${chevron()}
    </button>
  </section>`
}

/** Gives the sidebar; on a phone it is a drawer. */
export function sidebarView(play: (id: string) => void): TemplateResult | typeof nothing {
  const { look } = state
  const guild = currentGuild()
  const viewer = look?.people.find(({ id }) => id === look.viewerId)
  if (!look || !guild || !viewer) return nothing
  const locale = viewerLocale()
  const isHome = guild.id === HOME
  const directs = say(locale, 'directMessages')
  return html`<div class="shade ${state.drawer ? 'open' : ''}" @click=${closeDrawer}></div>
    <div
      class="sidebar ${state.drawer ? 'open' : ''}"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && state.drawer && closeDrawer()}
    >
      <nav class="guilds" aria-label=${say(locale, 'servers')}>
        <ul>
          ${homeButton(look.home, isHome)}
          ${repeat(
            look.guilds,
            ({ id }) => id,
            (one) => guildButton(one, one === guild),
          )}
        </ul>
      </nav>
      <nav class="channel-list" aria-label=${say(locale, 'channels')}>
        <div class="guild-name">
          <span>${isHome ? directs : guild.name}</span>
          <button type="button" class="icon-button close-drawer" aria-label=${say(locale, 'closeDrawer')} @click=${closeDrawer}>
            ${cross()}
          </button>
        </div>
        ${isHome ? nothing : html`<p class="kind">${say(locale, 'textChannels')}</p>`}
        ${channelsView(guild)}
      </nav>
      ${personView(viewer, play)}
    </div>`
}
