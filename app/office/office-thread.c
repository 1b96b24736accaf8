/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-thread-private.h"

#include "office-list.h"

struct _OfficeThread {
  GObject parent_instance;

  OfficeList *people;
  guint n_replies;
  guint n_new;
  gint64 last_at;
};

enum { PROP_0, PROP_N_REPLIES, PROP_N_NEW, PROP_LAST_AT, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeThread, office_thread, G_TYPE_OBJECT)

static void
office_thread_set_count (OfficeThread *self, guint *place, guint value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
office_thread_finalize (GObject *object)
{
  g_object_unref (OFFICE_THREAD (object)->people);
  G_OBJECT_CLASS (office_thread_parent_class)->finalize (object);
}

static void
office_thread_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeThread *self = OFFICE_THREAD (object);

  switch (id)
    {
    case PROP_N_REPLIES:
      g_value_set_uint (value, self->n_replies);
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_LAST_AT:
      g_value_set_int64 (value, self->last_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_thread_class_init (OfficeThreadClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_thread_finalize;
  object_class->get_property = office_thread_get_property;

  properties[PROP_N_REPLIES] = g_param_spec_uint ("n-replies", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_AT] = g_param_spec_int64 ("last-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_thread_init (OfficeThread *self)
{
  self->people = office_list_new (OFFICE_TYPE_PERSON);
}

/**
 * office_thread_new:
 *
 * Returns: (transfer full): a thread in which nothing was said
 */
OfficeThread *
office_thread_new (void)
{
  return g_object_new (OFFICE_TYPE_THREAD, NULL);
}

/**
 * office_thread_update:
 * @self: a thread
 * @n_replies: how many messages there are in it
 * @n_new: how many of them are new to the person of this session
 * @last_at: when the last was said, ms
 * @people: (element-type OfficePerson): who answered, the latest first
 */
void
office_thread_update (OfficeThread *self, guint n_replies, guint n_new, gint64 last_at, GPtrArray *people)
{
  g_object_freeze_notify (G_OBJECT (self));
  office_thread_set_count (self, &self->n_replies, n_replies, PROP_N_REPLIES);
  office_thread_set_count (self, &self->n_new, n_new, PROP_N_NEW);
  if (self->last_at != last_at)
    {
      self->last_at = last_at;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_AT]);
    }
  office_list_set (self->people, people);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_thread_get_n_replies:
 * @self: a thread
 *
 * Returns: how many messages there are in it; those that were deleted do not count
 */
guint
office_thread_get_n_replies (OfficeThread *self)
{
  g_return_val_if_fail (OFFICE_IS_THREAD (self), 0);
  return self->n_replies;
}

/**
 * office_thread_get_n_new:
 * @self: a thread
 *
 * Returns: how many of others came since the person of this session looked; 0 where they do not follow the thread: it
 *   is not on a message of theirs, and they have neither answered in it nor looked at it
 */
guint
office_thread_get_n_new (OfficeThread *self)
{
  g_return_val_if_fail (OFFICE_IS_THREAD (self), 0);
  return self->n_new;
}

/**
 * office_thread_get_last_at:
 * @self: a thread
 *
 * Returns: when the last was said, ms since 1970
 */
gint64
office_thread_get_last_at (OfficeThread *self)
{
  g_return_val_if_fail (OFFICE_IS_THREAD (self), 0);
  return self->last_at;
}

/**
 * office_thread_get_people:
 * @self: a thread
 *
 * Returns: (transfer none): a model of OfficePerson: who answered, the latest first
 */
GListModel *
office_thread_get_people (OfficeThread *self)
{
  g_return_val_if_fail (OFFICE_IS_THREAD (self), NULL);
  return G_LIST_MODEL (self->people);
}
