/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-host.h"
#include "office-wait.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A host of the test's own on loopback, with a clock that the test turns, and a client of it. */
typedef struct
{
  char *folder;
  OfficeClock *clock;
  OfficeRandom *random;
  OfficeHost *host;
  SoupSession *session;
  gboolean plain;
  const char *certificate, *key; /* for browsers; nullable */
  char *code; /* of an invitation for an admin, 10 uses */
} NetFixture;

void net_fixture_set_up (NetFixture *self, gconstpointer data); /* plain HTTP */
void net_fixture_set_up_tls (NetFixture *self, gconstpointer data);
void net_fixture_set_up_web (NetFixture *self, const char *certificate, const char *key); /* both must stay; keeps a folder that is set */
void net_fixture_tear_down (NetFixture *self, gconstpointer data);
void net_fixture_start (NetFixture *self);
char *net_fixture_dup_url (NetFixture *self, const char *path);

typedef struct
{
  guint status; /* 0: no answer */
  guint64 connection; /* that it came on */
  SoupMessageHeaders *headers;
  char *text;
  JsonObject *body; /* NULL: not JSON */
  GError *error;
} NetAnswer;
void net_answer_free (NetAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetAnswer, net_answer_free)

SoupMessage *net_fixture_build (NetFixture *self, const char *method, const char *path, const char *body);
NetAnswer *net_fixture_send (NetFixture *self, SoupMessage *message); /* takes message */
NetAnswer *net_fixture_ask (NetFixture *self, const char *method, const char *path, const char *body,
                            const char *token);
NetAnswer *net_fixture_join (NetFixture *self, const char *name,
                             const char *device_digit); /* password "correct horse" */
void net_assert_problem (NetAnswer *answer, guint status, const char *field);

G_END_DECLS
