/** A forum: its posts, the newest first, each by its title, tags and first words. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelView, Json, PageMessage } from '../../protocol.ts'
import { openChannel } from '../places.ts'
import { messagesIn, nameOf, state, threadsOf, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { inFull, relative } from '../time.ts'
import { isLoopback, pictureUrl } from './embed.ts'
import { bubbles } from './icons.ts'
import { inWords } from './markdown.ts'
import { tagsView, triesView } from './welcome.ts'

type Post = { channel: ChannelView; messages: PageMessage[] }

const lastAt = ({ messages }: Post) => Date.parse(messages.at(-1)?.timestamp ?? '') || 0

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** A list keeps its numbers, which tell its entries apart. */
const lineOf = (line: string) => (/^\d+\. /.exec(line)?.[0] ?? '') + inWords(line)

/** The first line of a digest is its title again: the words below it say more. */
function firstWords({ content, embeds }: PageMessage): string {
  const lines = content.split('\n').map(lineOf).filter(Boolean)
  return (lines.length > 1 ? lines.slice(1) : lines).join('  ') || textOf(embeds[0]?.['title'])
}

function pictureOf({ embeds }: PageMessage): TemplateResult | typeof nothing {
  const urls = embeds.map(({ image }) => textOf(((image ?? {}) as Json)['url']))
  const url = urls.find(isLoopback)
  return url === undefined ? nothing : html`<img class="thumb" src=${pictureUrl(url)} alt="" />`
}

function footView(post: Post): TemplateResult {
  const locale = viewerLocale()
  const count = post.messages.length
  const at = lastAt(post)
  const counted = count === 1 ? say(locale, 'oneMessage') : say(locale, 'messageCount', { count })
  return html`<span class="post-foot"
    >${bubbles(16)}<span>${counted}</span>${
      at === 0
        ? nothing
        : html`<span aria-hidden="true">•</span
            ><time title=${inFull(at, locale)}>${relative(at, state.look?.now ?? at, locale)}</time>`
    }${
      state.unread.has(post.channel.id)
        ? html`<span class="new">${say(locale, 'newPost')}</span>`
        : nothing
    }</span
  >`
}

function postView(post: Post): TemplateResult {
  const { channel, messages } = post
  const [first] = messages
  const tags = channel.thread?.tags ?? []
  const open = () => openChannel(channel.id)
  return html`<li class="post ${state.unread.has(channel.id) ? 'unread' : ''}">
    <div class="post-texts">
      ${tags.length === 0 ? nothing : tagsView(tags)}
      <h3><button type="button" @click=${open}>${channel.name}</button></h3>
      ${
        first === undefined
          ? nothing
          : html`<p><b>${nameOf(String(first.author['id'])) ?? ''}:</b> ${firstWords(first)}</p>`
      }
      ${footView(post)}
    </div>
    ${first === undefined ? nothing : pictureOf(first)}
  </li>`
}

const postsView = (posts: readonly Post[]) =>
  html`<ul class="posts">${repeat(posts, ({ channel }) => channel.id, postView)}</ul>`

const emptyView = (
  forum: ChannelView,
) => html`<p class="no-posts">${say(viewerLocale(), 'noPosts')}</p>
  <p class="no-posts">${say(viewerLocale(), 'noPostsHint')}</p>
  ${triesView(forum)}`

/** Gives a forum in the place of a channel's messages; nothing is written in it but in its posts. */
export function forumView(forum: ChannelView): TemplateResult {
  const locale = viewerLocale()
  const posts = threadsOf(forum.id)
    .map((channel): Post => ({ channel, messages: messagesIn(channel) }))
    .sort((a, b) => lastAt(b) - lastAt(a))
  const older = posts.filter(({ channel }) => channel.thread?.archived)
  const newer = posts.filter((post) => !older.includes(post))
  const name = say(locale, 'posts', { name: forum.name })
  return html`<div class="scroller forum" tabindex="0" role="region" aria-label=${name}>
    <div class="forum-head">
      <span class="big-sign">${bubbles(34)}</span>
      <div><h2>${forum.name}</h2>${forum.topic === '' ? nothing : html`<p>${forum.topic}</p>`}</div>
    </div>
    ${posts.length === 0 ? emptyView(forum) : nothing} ${newer.length === 0 ? nothing : postsView(newer)}
    ${
      older.length === 0
        ? nothing
        : html`<p class="older">${say(locale, 'olderPosts')}</p>${postsView(older)}`
    }
  </div>`
}
