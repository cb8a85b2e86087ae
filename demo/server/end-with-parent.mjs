// The demo preloads this into the desk, so that the desk ends, and frees its port, when the demo is
// killed.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
