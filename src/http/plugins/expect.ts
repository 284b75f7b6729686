import type { FastifyInstance } from 'fastify';

/** `Expect: 100-continue`: a body that will be refused for its length is refused before it is sent. */
export function registerExpect(app: FastifyInstance, limitBytes: number): void {
  app.server.on('checkContinue', (request, response) => {
    const length = request.headers['content-length'];
    if (length === undefined || Number(length) <= limitBytes) response.writeContinue();
    app.server.emit('request', request, response);
  });
}
