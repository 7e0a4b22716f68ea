/** Finds the route of a request. */
import { ANNOUNCEMENT_ROUTES } from './announcement-routes.ts'
import { CHANNEL_ROUTES } from './channel-routes.ts'
import { COMMAND_ROUTES } from './command-routes.ts'
import { INTERACTION_ROUTES } from './interaction-routes.ts'
import { MESSAGE_ROUTES } from './message-routes.ts'
import type { Route } from './route.ts'
import { THREAD_LIST_ROUTES } from './thread-list-routes.ts'
import { THREAD_ROUTES } from './thread-routes.ts'

export const ROUTES: readonly Route[] = [
  ...COMMAND_ROUTES,
  ...CHANNEL_ROUTES,
  ...MESSAGE_ROUTES,
  ...ANNOUNCEMENT_ROUTES,
  ...THREAD_ROUTES,
  ...THREAD_LIST_ROUTES,
  ...INTERACTION_ROUTES,
]

export type Found = { route: Route; params: Record<string, string> }

export function findRoute(method: string, path: string): Found | null {
  for (const route of ROUTES) {
    const params = route.method === method ? matched(route.path, path) : null
    if (params !== null) return { route, params }
  }
  return null
}

function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
