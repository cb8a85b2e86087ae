// Loaded into the desk by the demo: a desk whose demo was killed must not live on and hold its port.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
