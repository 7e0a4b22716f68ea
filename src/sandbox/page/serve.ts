/** The page on loopback: a person looks at the sandbox in a browser, and plays one of its people. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sandbox } from '../sandbox.ts'
import { type Acting, perform } from './acts.ts'
import { avatarOf } from './avatar.ts'
import { type Bundle, buildBundle } from './bundle.ts'
import { give, giveJson, isOwn, jsonOf, openEvents, refuse } from './http.ts'
import { giveImage } from './images.ts'
import { type Live, startLive } from './live.ts'
import type { Player } from './look.ts'
import type { Act, Both, Move, Suggestion } from './protocol.ts'

export type { Player } from './look.ts'
export type { Move, Suggestion } from './protocol.ts'

export type PageOptions = {
  sandbox: Sandbox
  /** Who can be played; the first is played at first. */
  people: readonly [Player, ...Player[]]
  /** Moves the clock for who is played; without it the page has no “next morning”. Resolves when what was due then is under way. */
  moveTo?: (to: Move, viewerId: string) => void | Promise<void>
  /** What to say when a move of the clock brought no message; nothing by default. */
  nothingCame?: Both
  /** Commands to try, for who has never seen this. */
  suggestions?: readonly Suggestion[]
  /** Gives the IANA zone by which somebody's server lives; shown beside the viewer's own time. */
  zone?: (viewerId: string) => string
  /** 0 or nothing: any free one. */
  port?: number
}

export type Page = { url: string; close(): Promise<void> }

type Setting = { acting: Acting; live: Live; bundle: Bundle; people: PageOptions['people'] }

/** Serves the page on 127.0.0.1; resolves when it can be opened. */
export async function servePage(options: PageOptions): Promise<Page> {
  const {
    sandbox,
    people,
    moveTo = null,
    suggestions = [],
    zone = () => null,
    port = 0,
    nothingCame = null,
  } = options
  const bundle = await buildBundle()
  // Everybody can write to a bot: the place is there before its first message.
  for (const { id } of people) sandbox.openDirect(id)
  const live = startLive(sandbox.world, {
    players: people,
    suggestions,
    zone,
    canMove: moveTo !== null,
    nothingCame,
  })
  const stopHearing = sandbox.onMessage(live.told)
  const setting: Setting = {
    acting: { sandbox, live, move: moveTo, forms: new Map() },
    live,
    bundle,
    people,
  }
  const server = createServer((request, response) => {
    answer(setting, request, response).catch(() => refuse(response, 400, 'That was no request.'))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      stopHearing()
      live.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>Sandbox Discord</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body></body>
</html>
`

async function answer(
  setting: Setting,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOwn(request)) {
    refuse(response, 403, 'This page answers on this machine only.')
    return
  }
  const url = new URL(request.url ?? '/', 'http://page')
  if (request.method === 'POST' && url.pathname === '/act') {
    const act = (await jsonOf(request)) as Act
    const plays = setting.people.some(({ id }) => id === act.as)
    if (plays) giveJson(response, await perform(setting.acting, act))
    else refuse(response, 403, 'This person cannot be played.')
    return
  }
  const given = request.method === 'GET' ? GIVEN[url.pathname] : undefined
  if (given) return given(setting, response, url)
  const avatar = /^\/avatar\/(\d+)\.svg$/.exec(url.pathname)?.[1]
  if (avatar !== undefined) return giveAvatar(setting, response, avatar)
  refuse(response, 404, 'There is nothing here.')
}

type Give = (setting: Setting, response: ServerResponse, url: URL) => void | Promise<void>

const GIVEN: Record<string, Give> = {
  '/': (_, response) => give(response, 'text/html; charset=utf-8', SHELL),
  '/page.js': ({ bundle }, response) =>
    give(response, 'text/javascript; charset=utf-8', bundle.script),
  '/page.css': ({ bundle }, response) => give(response, 'text/css; charset=utf-8', bundle.style),
  '/icon.svg': ({ acting }, response) =>
    give(response, 'image/svg+xml', avatarOf(acting.sandbox.world.bot)),
  '/image': (_, response, url) => giveImage(response, url.searchParams.get('url')),
  '/events': ({ acting, live, people }, response, url) => {
    openEvents(response)
    live.watch(playerFor(url.searchParams, { acting, people }).id, response)
  },
}

/** Who is played: whom the page names, else the first who speaks the browser's language, else the first. */
function playerFor(
  asked: URLSearchParams,
  { acting, people }: Pick<Setting, 'acting' | 'people'>,
): Player {
  const language = asked.get('language')?.slice(0, 2)
  const speaks = ({ id }: Player) =>
    acting.sandbox.world.people.get(id)?.locale.slice(0, 2) === language
  return people.find(({ id }) => id === asked.get('as')) ?? people.find(speaks) ?? people[0]
}

function giveAvatar({ acting }: Setting, response: ServerResponse, id: string): void {
  const person = acting.sandbox.world.people.get(id)
  if (person === undefined) refuse(response, 404, 'There is nobody of that id.')
  else give(response, 'image/svg+xml', avatarOf(person))
}
