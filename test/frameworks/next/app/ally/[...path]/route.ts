import { getRelay } from '../sdk';

/** The address of the client, for `limit`: which header has it depends on your host. */
function relay(request: Request): Promise<Response> {
  const address = request.headers.get('x-real-ip');
  return getRelay()(request, { address });
}

export { relay as GET, relay as POST, relay as DELETE, relay as OPTIONS };
