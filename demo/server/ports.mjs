import { createServer } from 'node:net';

/** The demo cannot start; the message says what to do, and is shown without a stack. */
export class CannotStart extends Error {}

/**
 * @param {string} variable name of the environment variable
 * @param {number} fallback
 * @returns {number} 1–65535
 * @throws {CannotStart} when it holds anything else
 */
export function portFrom(variable, fallback) {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new CannotStart(
    `${variable}=${process.env[variable]} 不是端口号（1–65535）。\n${variable}=${process.env[variable]} is not a port (1–65535).`,
  );
}

/**
 * @param {import('node:net').Server} server
 * @param {number} port 0 for any free one
 * @param {string} host
 * @param {string} variable the environment variable that changes the port
 * @returns {Promise<number>} the port that it listens on
 * @throws {CannotStart} when the port is taken or not allowed
 */
export async function listen(server, port, host, variable) {
  await new Promise((resolve, reject) =>
    server.once('error', reject).listen(port, host, () => resolve(undefined)),
  ).catch((error) => {
    if (error.code === 'EADDRINUSE')
      throw new CannotStart(
        `端口 ${port} 已被占用，换一个端口：${variable}=${port + 10} npm start\nPort ${port} is taken. Move it: ${variable}=${port + 10} npm start`,
      );
    throw new CannotStart(
      `不能监听 ${host}:${port}（${error.code}），请检查 HOST 与 ${variable}。\nCannot listen on ${host}:${port} (${error.code}); see to HOST and ${variable}.`,
    );
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/**
 * @param {number} port @param {string} host @param {string} variable the environment variable that
 *   changes it
 * @returns {Promise<number>}
 * @throws {CannotStart} when the port is taken or not allowed
 */
export async function mustBeFree(port, host, variable) {
  const server = createServer();
  const had = await listen(server, port, host, variable);
  await new Promise((resolve) => server.close(resolve));
  return had;
}

/** A port on which nothing listens. @param {string} host */
export const deadPort = (host) => mustBeFree(0, host, 'PORT');
