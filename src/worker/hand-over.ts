/** What a thread read becomes bytes, and a value again, in pieces: the main thread is never busy with a large one at a stretch. */
import { setImmediate } from 'node:timers/promises'

export type Task = 'parse' | 'read' | 'page' | 'allows'
export type Order = {
  task: Task
  body: Uint8Array<ArrayBuffer>
  options: { contentType?: string; url?: string; title?: string; lang?: string; agent?: string }
}
/** What a thread says: that its modules are loaded, what a document is, or what went wrong with it. */
export type Answer = { ready: true } | { pieces: Uint8Array[] } | { problem: string }

/** The list of each task's answer that may be long; a page's text is capped where it is read. */
export const LISTS: Record<Task, string> = {
  parse: 'items',
  read: 'articles',
  page: '',
  allows: '',
}

/** A piece of this many characters is read in a few milliseconds. */
const PIECE = 256 * 1024

/** Gives a record with its long list as bytes: first the record without it, then the list in pieces. */
export function packed(record: Record<string, unknown>, list: string): Uint8Array<ArrayBuffer>[] {
  const items = record[list]
  if (!Array.isArray(items)) return [encoded(JSON.stringify(record))]
  const pieces = [encoded(JSON.stringify({ ...record, [list]: [] }))]
  let piece: string[] = []
  let size = 0
  for (const item of items) {
    const text = JSON.stringify(item)
    piece.push(text)
    size += text.length
    if (size >= PIECE) {
      pieces.push(encoded(`[${piece.join(',')}]`))
      piece = []
      size = 0
    }
  }
  if (piece.length > 0) pieces.push(encoded(`[${piece.join(',')}]`))
  return pieces
}

/** Gives back what was packed; other work goes on between two pieces. */
export async function unpacked(
  [head, ...pieces]: readonly Uint8Array[],
  list: string,
): Promise<unknown> {
  const record = decoded(head) as Record<string, unknown>
  const items: unknown[] = []
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await setImmediate()
    for (const item of decoded(piece) as unknown[]) items.push(item)
  }
  return list in record ? { ...record, [list]: items } : record
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const decoded = (bytes: Uint8Array | undefined): unknown =>
  JSON.parse(new TextDecoder().decode(bytes))
