// A process of its own, so that starting includes loading: prints the URL as soon as it listens.
import { createEmulator, systemClock } from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";

const server = await serve(createEmulator({ clock: systemClock() }));
process.stdout.write(`${server.url}\n`);
