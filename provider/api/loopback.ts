/** Whether a host name (IPv6 with or without brackets) can only mean this machine: 127.0.0.0/8, ::1, localhost. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) || ["localhost", "::1", "[::1]"].includes(host);
}
