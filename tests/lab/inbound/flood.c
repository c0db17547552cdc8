/* A flood of datagrams at a steady rate, each from another address of 10.85.0.0/16, which must be local here, to some ports in turns.
 *
 * usage: flood ADDRESS PORTS RATE SECONDS MESSAGES      for example  flood 10.84.0.10 1813,514 100000 4 10
 * Of each hundred datagrams MESSAGES are proper syslog messages, the others junk. In C, since what is measured is who receives, not who
 * sends. Prints how many it sent, in which time, and the rate that it came to. Build: gcc -O2 -o flood flood.c */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, SIZE = 256, PORTS = 8, KINDS = 1000 };

static void die(const char *what) { perror(what); exit(1); }

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec + at.tv_nsec / 1e9;
}

static void until(double time)
{
    struct timespec at = { (time_t)time, (long)((time - (time_t)time) * 1e9) };
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
}

/* xorshift: the same junk each time. */
static uint32_t next(void)
{
    static uint32_t state = 2463534242u;
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static size_t fill(unsigned char *data, unsigned messages)
{
    if (next() % 100 < messages)
        return (size_t)snprintf((char *)data, SIZE, "<14>1 2026-01-01T00:00:00Z flood flood - - - message %u", next());
    size_t length = 1 + next() % 200;
    for (size_t at = 0; at < length; at++) data[at] = (unsigned char)next();
    return length;
}

int main(int count, char **argument)
{
    if (count != 6) { fputs("usage: flood ADDRESS PORTS RATE SECONDS MESSAGES\n", stderr); return 2; }
    struct sockaddr_in to[PORTS];
    int ports = 0;
    memset(to, 0, sizeof to);
    for (char *port = strtok(argument[2], ","); port && ports < PORTS; port = strtok(NULL, ","), ports++) {
        to[ports].sin_family = AF_INET;
        to[ports].sin_port = htons((uint16_t)atoi(port));
        if (inet_pton(AF_INET, argument[1], &to[ports].sin_addr) != 1) die(argument[1]);
    }
    double rate = atof(argument[3]), seconds = atof(argument[4]);
    unsigned messages = (unsigned)atoi(argument[5]);

    int out = socket(AF_INET, SOCK_DGRAM, 0), size = 4 << 20;
    if (out < 0) die("socket");
    setsockopt(out, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);

    /* Made before, so that the machine's time goes to the kernel. */
    static unsigned char data[KINDS][SIZE];
    static size_t length[KINDS];
    for (int i = 0; i < KINDS; i++) length[i] = fill(data[i], messages);

    static union { struct cmsghdr header; char room[CMSG_SPACE(sizeof(struct in_pktinfo))]; } control[BATCH];
    struct iovec part[BATCH];
    struct mmsghdr batch[BATCH];
    uint64_t sent = 0;
    double begin = now(), end = begin + seconds;
    while (now() < end) {
        for (int i = 0; i < BATCH; i++) {
            struct msghdr *message = &batch[i].msg_hdr;
            memset(message, 0, sizeof *message);
            int kind = (int)((sent + (uint64_t)i) % KINDS);
            part[i].iov_base = data[kind];
            part[i].iov_len = length[kind];
            message->msg_iov = &part[i];
            message->msg_iovlen = 1;
            message->msg_name = &to[(sent + (uint64_t)i) % (uint64_t)ports];
            message->msg_namelen = sizeof to[0];
            message->msg_control = &control[i];
            message->msg_controllen = sizeof control[i].room;
            struct cmsghdr *header = CMSG_FIRSTHDR(message);
            header->cmsg_level = IPPROTO_IP;
            header->cmsg_type = IP_PKTINFO;
            header->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
            struct in_pktinfo from = { .ipi_spec_dst.s_addr = htonl(0x0a550000u | (next() & 0xffffu)) };
            memcpy(CMSG_DATA(header), &from, sizeof from);
        }
        int went = sendmmsg(out, batch, BATCH, 0);
        if (went < 0 && errno != EAGAIN && errno != ENOBUFS) die("sendmmsg");
        if (went > 0) sent += (uint64_t)went;
        until(begin + (double)sent / rate);
    }
    double took = now() - begin;
    printf("%llu datagrams in %.2f s: %.0f a second\n", (unsigned long long)sent, took, (double)sent / took);
    return 0;
}
