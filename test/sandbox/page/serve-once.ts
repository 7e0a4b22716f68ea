/** A server on loopback that gives one body. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export async function serveOnce(contentType: string, body: Uint8Array) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/one`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
