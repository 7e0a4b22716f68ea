/** Standard output whose reader may have seen enough: `| head -1`. */

/** Ends the process quietly when nobody reads its output any more; other faults of the stream throw. */
export function endWithReader(): void {
  process.stdout.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}
