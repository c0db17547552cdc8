/* Thousands of devices in one process: NetBIOS (137/udp) and NTLM over RPC (135/tcp) for every address that is routed here.
 *
 * Each answers with its own name, made of its address, so that a mix-up would show. In C, so that a benchmark measures the
 * tester and not the devices. Build: gcc -O2 -o devices devices.c */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, EVENTS = 512 };

static void die(const char *what) { perror(what); exit(1); }

static unsigned char *put16(unsigned char *at, unsigned value) { at[0] = value; at[1] = value >> 8; return at + 2; }
static unsigned char *put32(unsigned char *at, uint32_t value) { return put16(put16(at, value & 0xFFFF), value >> 16); }
static unsigned char *put(unsigned char *at, const void *bytes, size_t count) { memcpy(at, bytes, count); return at + count; }

static int name_of(struct in_addr address, char name[16])
{
    const unsigned char *octet = (const unsigned char *)&address.s_addr;
    if (octet[1] == 80 && octet[2] == 254) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        return snprintf(name, 16, "T%013llX", (unsigned long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
    }
    return snprintf(name, 16, "D%u-%u-%u", octet[1], octet[2], octet[3]);
}

/* RFC 1002 4.2.18: the question's name, one unique name and a group, then statistics that begin with the hardware address. */
static size_t node_status(const unsigned char *query, size_t length, struct in_addr mine, unsigned char *reply)
{
    if (length < 50) return 0;
    char name[16];
    int size = name_of(mine, name);
    unsigned char *at = put(reply, query, 2);
    at = put(at, "\x84\0\0\0\0\1\0\0\0\0", 10);
    at = put(at, query + 12, 34);
    at = put(at, "\0\x21\0\1\0\0\0\0\0\x53\2", 11); /* type, class, ttl, length 1 + 2 * 18 + 46, two names */
    memset(at, ' ', 15);
    memcpy(at, name, size);
    at = put(at + 15, "\0\4\0", 3);
    at = put(at, "BENCH          \0\x84\0", 18);
    at = put(at, "\2\0\x5e\0\0\1", 6);
    memset(at, 0, 40);
    return at + 40 - reply;
}

static unsigned char *pair(unsigned char *at, int id, const char *text, size_t length)
{
    at = put16(put16(at, id), length * 2);
    for (size_t i = 0; i < length; i++) at = put16(at, (unsigned char)text[i]);
    return at;
}

/* A bind_ack of the endpoint mapper with an NTLM challenge (MS-RPCE 2.2.2, MS-NLMP 2.2.1.2). */
static size_t bind_ack(const unsigned char *request, size_t length, struct in_addr mine, unsigned char *reply)
{
    if (length < 24 || request[0] != 5 || request[2] != 11) return 0;
    char name[16], full[32];
    int size = name_of(mine, name), full_size = snprintf(full, sizeof full, "%s.bench.test", name);
    full[0] = 'd';

    unsigned char *at = put(reply + 16, "\xb8\x10\xb8\x10\xf0\x53\0\0\4\0" "135\0\0\0\1\0\0\0\0\0\0\0", 24);
    at = put(at, "\x04\x5d\x88\x8a\xeb\x1c\xc9\x11\x9f\xe8\x08\x00\x2b\x10\x48\x60\2\0\0\0", 20);
    at = put(at, "\x0a\2\0\0\1\0\0\0", 8);

    unsigned char *challenge = at;
    at = put(at, "NTLMSSP\0\2\0\0\0\x0a\0\x0a\0\x38\0\0\0\x15\x82\x89\xe2\x01\x23\x45\x67\x89\xab\xcd\xef\0\0\0\0\0\0\0\0", 40);
    unsigned char *field = at;
    at = put(at + 8, "\x0a\0\x63\x45\0\0\0\x0f" "B\0E\0N\0C\0H\0", 18);
    unsigned char *info = at;
    at = pair(at, 2, "BENCH", 5);
    at = pair(at, 1, name, size);
    at = pair(at, 4, "bench.test", 10);
    at = pair(at, 3, full, full_size);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t filetime = (now.tv_sec + 11644473600ull) * 10000000 + now.tv_nsec / 100;
    at = put32(put32(put16(put16(at, 7), 8), filetime), filetime >> 32);
    at = put32(at, 0);
    put32(put16(put16(field, at - info), at - info), info - challenge);

    unsigned char *header = put(reply, "\5\0\x0c\3\x10\0\0\0", 8);
    put(put16(put16(header, at - reply), at - challenge), request + 12, 4);
    return at - reply;
}

/* Every address is ours; the answer must leave from the one that was asked. */
static void answer_udp(int fd)
{
    static unsigned char query[BATCH][512], reply[BATCH][512];
    static char control[BATCH][64], out_control[BATCH][CMSG_SPACE(sizeof(struct in_pktinfo))];
    static struct sockaddr_in peer[BATCH];
    static struct iovec in[BATCH], out[BATCH];
    static struct mmsghdr ask[BATCH], tell[BATCH];
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            in[i] = (struct iovec){ query[i], sizeof query[i] };
            ask[i].msg_hdr = (struct msghdr){ &peer[i], sizeof peer[i], &in[i], 1, control[i], sizeof control[i], 0 };
        }
        int got = recvmmsg(fd, ask, BATCH, MSG_DONTWAIT, NULL), told = 0;
        if (got <= 0) return;
        for (int i = 0; i < got; i++) {
            struct cmsghdr *header = CMSG_FIRSTHDR(&ask[i].msg_hdr);
            if (!header || header->cmsg_type != IP_PKTINFO) continue;
            struct in_addr mine = ((struct in_pktinfo *)CMSG_DATA(header))->ipi_addr;
            size_t size = node_status(query[i], ask[i].msg_len, mine, reply[told]);
            if (!size) continue;
            struct cmsghdr *info = (struct cmsghdr *)out_control[told];
            memset(info, 0, sizeof out_control[told]);
            info->cmsg_level = IPPROTO_IP;
            info->cmsg_type = IP_PKTINFO;
            info->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
            ((struct in_pktinfo *)CMSG_DATA(info))->ipi_spec_dst = mine;
            out[told] = (struct iovec){ reply[told], size };
            tell[told].msg_hdr = (struct msghdr){ &peer[i], sizeof peer[i], &out[told], 1, info, sizeof out_control[told], 0 };
            told++;
        }
        for (int sent = 0, now; sent < told; sent += now) {
            now = sendmmsg(fd, tell + sent, told - sent, 0);
            if (now <= 0) now = 1;
        }
        if (got < BATCH) return;
    }
}

static void accept_all(int listener, int poll)
{
    for (;;) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (client < 0) return;
        struct epoll_event event = { .events = EPOLLIN, .data.fd = client };
        epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
    }
}

static void answer_tcp(int client)
{
    unsigned char request[1024], reply[1024];
    ssize_t got = recv(client, request, sizeof request, 0);
    if (got < 0 && errno == EAGAIN) return;
    struct sockaddr_in mine;
    socklen_t length = sizeof mine;
    size_t size = 0;
    if (got > 0 && getsockname(client, (struct sockaddr *)&mine, &length) == 0) size = bind_ack(request, got, mine.sin_addr, reply);
    if (!size || send(client, reply, size, MSG_NOSIGNAL) < 0) close(client);
}

static int listen_on(int type, int port)
{
    int on = 1, room = 16 << 20, fd = socket(AF_INET, type | SOCK_NONBLOCK, 0);
    struct sockaddr_in any = { .sin_family = AF_INET, .sin_port = htons(port) };
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (type == SOCK_DGRAM) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
        setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    }
    if (bind(fd, (struct sockaddr *)&any, sizeof any) < 0) die("bind");
    if (type == SOCK_STREAM && listen(fd, 32768) < 0) die("listen");
    return fd;
}

int main(void)
{
    struct rlimit most = { 400000, 400000 };
    if (setrlimit(RLIMIT_NOFILE, &most) < 0) perror("setrlimit");
    int poll = epoll_create1(0), udp = listen_on(SOCK_DGRAM, 137), tcp = listen_on(SOCK_STREAM, 135);
    struct epoll_event events[EVENTS], event = { .events = EPOLLIN, .data.fd = udp };
    epoll_ctl(poll, EPOLL_CTL_ADD, udp, &event);
    event.data.fd = tcp;
    epoll_ctl(poll, EPOLL_CTL_ADD, tcp, &event);
    for (;;) {
        int ready = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == udp) answer_udp(fd);
            else if (fd == tcp) accept_all(fd, poll);
            else answer_tcp(fd);
        }
    }
}
