/* The yardstick: the same exchanges as Test-MdiNnr's, unprivileged, by one thread with epoll.
 *
 *   n  TCP 135, a bind that offers NTLM; the computer's name is read from the challenge
 *   b  UDP 137, node status; four tries at 0, 0.2, 0.4 and 0.6 of the timeout, each with its own id
 *   r  TCP 3389, the RDP negotiation, without the TLS that may follow
 *
 * usage: peer FIRST-ADDRESS COUNT WINDOW [METHODS [TIMEOUT-MS]]
 * Prints wall time, processor time, peak memory, and how many probes came to what. Build: gcc -O2 -o peer peer.c */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, STARTS = 64, TRIES = 4 };
enum outcome { NAMED, OTHER_NAME, ODD, RESET, REFUSED, UNREACHABLE, SILENT, MUTE, ERROR, OUTCOMES };
static const char *const outcome_names[] = { "named", "wrongly named", "odd", "reset", "refused", "unreachable", "silent", "mute", "error" };

struct probe {
    int fd, tries, got, method, live, generation;
    int connected;
    struct in_addr address;
    uint32_t ids[TRIES];
    double started;
    struct probe *next_free;
    unsigned char buffer[512];
};

/* Every probe waits equally long for each of its times, so that a queue for each keeps them in order. */
struct due { struct probe *probe; int generation; double at; };
struct queue { struct due *items; size_t first, count, room; double after; };

static const unsigned char bind_request[] =
    "\5\0\x0b\3\x10\0\0\0\x78\0\x28\0\0\0\0\0" "\xb8\x10\xb8\x10\0\0\0\0\1\0\0\0\0\0\1\0"
    "\x08\x83\xaf\xe1\x1f\x5d\xc9\x11\x91\xa4\x08\x00\x2b\x14\xa0\xfa\3\0\0\0"
    "\x04\x5d\x88\x8a\xeb\x1c\xc9\x11\x9f\xe8\x08\x00\x2b\x10\x48\x60\2\0\0\0"
    "\x0a\2\0\0\1\0\0\0" "NTLMSSP\0\1\0\0\0\x97\x82\x08\xe2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0a\0\x63\x45\0\0\0\x0f";
static const unsigned char status_request[] = "\0\0\0\0\0\1\0\0\0\0\0\0\x20" "CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" "\0\0\x21\0\1";
static const unsigned char rdp_request[] = "\3\0\0\x13\x0e\xe0\0\0\0\0\0\1\0\x08\0\3\0\0";

static int poll_fd, window, in_flight;
static long counts[3][OUTCOMES], sent_packets;
static double timeout;
static struct queue queues[TRIES];
static struct probe *free_probes;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint32_t random_id(void)
{
    static uint32_t pool[256];
    static int left;
    if (left == 0) {
        if (getrandom(pool, sizeof pool, 0) < 0) exit(1);
        left = 256;
    }
    return pool[--left];
}

static unsigned get16(const unsigned char *at) { return at[0] | at[1] << 8; }
static uint32_t get32(const unsigned char *at) { return get16(at) | (uint32_t)get16(at + 2) << 16; }

static void wait_for(struct queue *queue, struct probe *probe, double at)
{
    if (queue->count == queue->room) abort();
    queue->items[(queue->first + queue->count++) % queue->room] = (struct due){ probe, probe->generation, at + queue->after };
}

static void finish(struct probe *probe, enum outcome outcome)
{
    counts[probe->method][outcome]++;
    if (probe->fd >= 0) close(probe->fd);
    probe->live = 0;
    probe->generation++;
    probe->next_free = free_probes;
    free_probes = probe;
    in_flight--;
}

static void fail(struct probe *probe, int error)
{
    finish(probe, error == ECONNREFUSED ? REFUSED : error == ECONNRESET || error == EPIPE ? RESET
        : error == EHOSTUNREACH || error == ENETUNREACH || error == EACCES ? UNREACHABLE : error == ETIMEDOUT ? SILENT : ERROR);
}

static int is_own_name(struct probe *probe, const char *name, int length)
{
    const unsigned char *octet = (const unsigned char *)&probe->address.s_addr;
    char expected[32];
    int size = snprintf(expected, sizeof expected, "D%u-%u-%u", octet[1], octet[2], octet[3]);
    return length >= size && strncasecmp(name, expected, size) == 0 && (length == size || name[size] == '.' || name[size] == ' ');
}

/* -1 while more is needed. */
static int judge_rpc(struct probe *probe)
{
    const unsigned char *packet = probe->buffer;
    int got = probe->got;
    if (got < 16) return -1;
    if (packet[0] != 5 || packet[2] != 12 || get32(packet + 12) != probe->ids[0]) return ODD;
    int size = get16(packet + 8), token = get16(packet + 10);
    if (size > (int)sizeof probe->buffer || token + 24 > size || token < 48) return ODD;
    if (got < size) return -1;
    const unsigned char *challenge = packet + size - token;
    if (memcmp(challenge, "NTLMSSP\0\2\0\0", 12) != 0) return ODD;
    int length = get16(challenge + 40), at = get32(challenge + 44);
    if (at < 0 || at + length > token) return ODD;
    for (int end = at + length; at + 4 <= end;) {
        int id = get16(challenge + at), value = get16(challenge + at + 2);
        if (id == 0 || at + 4 + value > end) break;
        if (id == 3) {
            char name[256];
            int count = value / 2 < 255 ? value / 2 : 255;
            for (int i = 0; i < count; i++) name[i] = challenge[at + 4 + 2 * i];
            return is_own_name(probe, name, count) ? NAMED : OTHER_NAME;
        }
        at += 4 + value;
    }
    return ODD;
}

static int judge_status(struct probe *probe)
{
    const unsigned char *reply = probe->buffer;
    if (probe->got < 57 + 18) return -1;
    for (int i = 0; i < probe->tries; i++) {
        if ((reply[0] << 8 | reply[1]) != (int)(probe->ids[i] & 0xFFFF)) continue;
        for (int name = 0; name < reply[56] && 57 + 18 * (name + 1) <= probe->got; name++) {
            const unsigned char *entry = reply + 57 + 18 * name;
            if (entry[15] == 0 && !(entry[16] & 0x80)) return is_own_name(probe, (const char *)entry, 15) ? NAMED : OTHER_NAME;
        }
        return ODD;
    }
    return -1;
}

static int judge_rdp(struct probe *probe)
{
    if (probe->got < 11) return -1;
    return probe->buffer[0] == 3 && (probe->buffer[5] & 0xF0) == 0xD0 ? NAMED : ODD;
}

static int send_request(struct probe *probe)
{
    unsigned char request[256];
    size_t size;
    uint32_t id = probe->ids[probe->tries] = random_id();
    if (probe->method == 0) {
        memcpy(request, bind_request, size = sizeof bind_request - 1);
        memcpy(request + 12, &id, 4);
    } else if (probe->method == 1) {
        memcpy(request, status_request, size = sizeof status_request - 1);
        request[0] = id >> 8;
        request[1] = id;
    } else {
        memcpy(request, rdp_request, size = sizeof rdp_request);
    }
    probe->tries++;
    sent_packets++;
    return send(probe->fd, request, size, MSG_NOSIGNAL) == (ssize_t)size ? 0 : errno;
}

static void start(struct in_addr address, int method)
{
    static const int ports[] = { 135, 137, 3389 };
    struct probe *probe = free_probes;
    free_probes = probe->next_free;
    int generation = probe->generation;
    memset(probe, 0, offsetof(struct probe, buffer));
    probe->generation = generation;
    probe->live = 1;
    probe->method = method;
    probe->address = address;
    in_flight++;
    probe->fd = socket(AF_INET, (method == 1 ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (probe->fd < 0) { fail(probe, errno); return; }
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(ports[method]), .sin_addr = address };
    int error = connect(probe->fd, (struct sockaddr *)&to, sizeof to) < 0 ? errno : 0;
    if (error && error != EINPROGRESS) { fail(probe, error); return; }
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLET, .data.u64 = 0 };
    if (method == 1) event.events = EPOLLIN | EPOLLET;
    event.data.ptr = probe;
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, probe->fd, &event);
    double time = probe->started = now();
    wait_for(&queues[0], probe, time);
    if (method == 1) {
        if ((error = send_request(probe))) { fail(probe, error); return; }
        for (int i = 1; i < TRIES; i++) wait_for(&queues[i], probe, time);
    }
}

static void ready(struct probe *probe, uint32_t events)
{
    if (!probe->live) return;
    int error = 0;
    socklen_t length = sizeof error;
    if (events & EPOLLERR) {
        getsockopt(probe->fd, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error) { fail(probe, error); return; }
    }
    if (probe->method != 1 && !probe->connected && events & EPOLLOUT) {
        probe->connected = 1;
        if ((error = send_request(probe))) { fail(probe, error); return; }
    }
    while (events & EPOLLIN) {
        int datagram = probe->method == 1;
        if (datagram) probe->got = 0;
        ssize_t got = recv(probe->fd, probe->buffer + probe->got, sizeof probe->buffer - probe->got, 0);
        if (got < 0 && errno == EAGAIN) return;
        if (got < 0) { fail(probe, errno); return; }
        if (got == 0 && !datagram) { finish(probe, MUTE); return; }
        probe->got += got;
        int verdict = datagram ? judge_status(probe) : probe->method == 0 ? judge_rpc(probe) : judge_rdp(probe);
        if (verdict >= 0) { finish(probe, verdict); return; }
    }
}

static void expire(double time)
{
    for (int i = TRIES - 1; i >= 0; i--) {
        struct queue *queue = &queues[i];
        while (queue->count > 0 && queue->items[queue->first].at <= time) {
            struct due due = queue->items[queue->first];
            queue->first = (queue->first + 1) % queue->room;
            queue->count--;
            if (!due.probe->live || due.probe->generation != due.generation) continue;
            if (i == 0) {
                finish(due.probe, due.probe->connected ? MUTE : SILENT);
            } else {
                int error = send_request(due.probe);
                if (error) fail(due.probe, error);
            }
        }
    }
}

static int wait_milliseconds(double time)
{
    double next = time + 1;
    for (int i = 0; i < TRIES; i++) {
        if (queues[i].count > 0 && queues[i].items[queues[i].first].at < next) next = queues[i].items[queues[i].first].at;
    }
    return next <= time ? 0 : (int)((next - time) * 1000) + 1;
}

int main(int argc, char **argv)
{
    if (argc < 4) { fprintf(stderr, "usage: peer FIRST-ADDRESS COUNT WINDOW [METHODS [TIMEOUT-MS]]\n"); return 2; }
    uint32_t first = ntohl(inet_addr(argv[1]));
    long count = atol(argv[2]);
    window = atoi(argv[3]);
    const char *methods = argc > 4 ? argv[4] : "nb";
    timeout = (argc > 5 ? atoi(argv[5]) : 3000) / 1000.0;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    struct probe *probes = calloc(window, sizeof *probes);
    for (int i = 0; i < window; i++) { probes[i].next_free = free_probes; free_probes = &probes[i]; }
    for (int i = 0; i < TRIES; i++) {
        /* Ended probes stay until their time comes. */
        queues[i].room = count * 3 + 1;
        queues[i].items = malloc(queues[i].room * sizeof *queues[i].items);
        queues[i].after = i == 0 ? timeout : timeout * 0.2 * i;
    }
    poll_fd = epoll_create1(EPOLL_CLOEXEC);

    double began = now();
    long device = 0;
    size_t method = 0;
    struct epoll_event events[EVENTS];
    while (device < count || in_flight > 0) {
        for (int i = 0; i < STARTS && device < count && in_flight < window; i++) {
            start((struct in_addr){ htonl(first + device) }, methods[method] == 'n' ? 0 : methods[method] == 'b' ? 1 : 2);
            if (methods[++method] == 0) { method = 0; device++; }
        }
        int starting = device < count && in_flight < window, got;
        double before = now();
        int wait = starting ? 0 : wait_milliseconds(before);
        do {
            got = epoll_wait(poll_fd, events, EVENTS, wait);
            for (int i = 0; i < got; i++) ready(events[i].data.ptr, events[i].events);
            wait = 0;
        } while (got == EVENTS);
        expire(before);
    }

    double wall = now() - began;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double user = usage.ru_utime.tv_sec + usage.ru_utime.tv_usec * 1e-6, system = usage.ru_stime.tv_sec + usage.ru_stime.tv_usec * 1e-6;
    printf("peer: %.2f s wall, %.2f s CPU (%.2f user), %.1f us CPU a probe, %ld KB, %ld requests;", wall, user + system, user,
        (user + system) * 1e6 / (count * strlen(methods)), usage.ru_maxrss, sent_packets);
    for (int m = 0; m < 3; m++) {
        for (int i = 0; i < OUTCOMES; i++) {
            if (counts[m][i]) printf(" %c:%s=%ld", "nbr"[m], outcome_names[i], counts[m][i]);
        }
    }
    printf("\n");
    return 0;
}
