/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-socket.h"

G_BEGIN_DECLS

/* A socket whose other end is the test. */
#define FAKE_TYPE_SOCKET (fake_socket_get_type ())
G_DECLARE_FINAL_TYPE (FakeSocket, fake_socket, FAKE, SOCKET, GObject)

FakeSocket *fake_socket_new (void);
guint fake_socket_count_opened (FakeSocket *self);           /* calls of open() */
gboolean fake_socket_is_in_use (FakeSocket *self);           /* opened, and "closed" not yet said */
void fake_socket_answer (FakeSocket *self);                  /* "opened" */
void fake_socket_say (FakeSocket *self, char *text);         /* takes it */
void fake_socket_set_patient (FakeSocket *self);             /* it can say the same text again */
gboolean fake_socket_is_asked_again (FakeSocket *self);      /* since this was asked last */
void fake_socket_end (FakeSocket *self, GError *reason);     /* "closed"; takes it */
char *fake_socket_take (FakeSocket *self);                   /* the next frame that the line sent; NULL: none */
void fake_socket_expect (FakeSocket *self, const char *name); /* …and it is of this name */
void fake_socket_expect_nothing (FakeSocket *self);

G_END_DECLS
