/** What the disk alone takes: a commit waits for it, and so does the event loop. */

import { fsyncSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

const TIMES = 500
const PAGE = Buffer.alloc(4_096)

/** Gives how long it takes to write a page of 4 KB and to have it on the disk, ms. */
export async function diskOf(folder: string): Promise<{ p50: number; p99: number; most: number }> {
  const file = await open(join(folder, 'disk'), 'w')
  const times = Array.from({ length: TIMES }, () => {
    const began = performance.now()
    writeSync(file.fd, PAGE)
    fsyncSync(file.fd)
    return performance.now() - began
  }).toSorted((a, b) => a - b)
  await file.close()
  const at = (share: number) => Number((times[Math.floor(share * (TIMES - 1))] ?? 0).toFixed(1))
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}
